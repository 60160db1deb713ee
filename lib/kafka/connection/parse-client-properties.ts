import { AppError, type InvalidParam } from '#lib/core/errors.ts';
import type { KafkaConnection } from '../admin/port.ts';
import { isAddressPattern } from './advertised-address.ts';
import { judgeKey, type ReadKey } from './client-property-keys.ts';
import { parseAddress } from './parse-address.ts';
import { parseJaas, JaasRefused } from './parse-jaas.ts';
import { parsePropertiesText } from './parse-properties-text.ts';
import { parseTls } from './parse-tls.ts';
import type { PropertyReader, PropertyWarning } from './property-reader.ts';

const TEXT_LENGTH_MAX = 262_144;
const CLIENT_ID = 'farol';
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;
const TIMEOUT_MS_MAX = 600_000;
const CLIENT_ID_LENGTH_MAX = 200;
const BOOTSTRAP_MAX = 50;
const ADVERTISED_MAX = 100;

const PROTOCOLS = {
  PLAINTEXT: { tls: false, sasl: false },
  SSL: { tls: true, sasl: false },
  SASL_PLAINTEXT: { tls: false, sasl: true },
  SASL_SSL: { tls: true, sasl: true },
} as const;
const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/** A connection read from client properties. */
export interface ParsedConnection {
  connection: KafkaConnection;
  warnings: readonly PropertyWarning[];
}

/** How the text is to be judged. */
export interface ParseOptions {
  /** Accept `*.location` keys and read those files: only for text from the operator of this machine (command line, configuration file), never for pasted text. */
  allowFiles?: boolean;
}

/** `${provider:…}` references would have Kafka's clients read files or variables. */
const PROVIDER_REFERENCE = /\$\{[^}]*:/;

function readValues(text: string, reader: Pick<PropertyReader, 'refuse' | 'warn'>): Map<ReadKey, string> {
  const values = new Map<ReadKey, string>();
  for (const { key, value, line } of parsePropertiesText(text)) {
    const name = key === '' ? `line ${line}` : key.slice(0, 100);
    const verdict = judgeKey(key);
    if (verdict.kind === 'refused') reader.refuse(name, verdict.reason);
    else if (PROVIDER_REFERENCE.test(value))
      reader.refuse(name, 'references to configuration providers (${…:…}) are not resolved: give the value itself');
    // A later line wins, as in Java.
    else if (verdict.kind === 'read') values.set(verdict.key, value.trim());
    else reader.warn(key as ReadKey, 'has no meaning for Farol and is left out');
  }
  return values;
}

function readBootstrap(reader: PropertyReader): string[] {
  const entries = (reader.get('bootstrap.servers') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) reader.refuse('bootstrap.servers', 'at least one host:port is needed');
  if (entries.length > BOOTSTRAP_MAX) reader.refuse('bootstrap.servers', `at most ${BOOTSTRAP_MAX} addresses are accepted`);
  if (entries.some((entry) => parseAddress(entry) === null))
    reader.refuse('bootstrap.servers', 'each entry must be host:port, separated by commas');
  return entries;
}

function readMs(reader: PropertyReader, key: ReadKey, absent: number): number {
  const text = reader.get(key);
  if (text === undefined || text === '') return absent;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= TIMEOUT_MS_MAX) return value;
  reader.refuse(key, `milliseconds from 1 to ${TIMEOUT_MS_MAX} are expected`);
  return absent;
}

function readClientId(reader: PropertyReader): string {
  const clientId = reader.get('client.id') || CLIENT_ID;
  if (clientId.length > CLIENT_ID_LENGTH_MAX)
    reader.refuse('client.id', `at most ${CLIENT_ID_LENGTH_MAX} characters are accepted`);
  return clientId;
}

/** Addresses that brokers may advertise; undefined = all. */
function readAdvertised(reader: PropertyReader): { advertisedHosts?: readonly string[] } {
  const patterns = (reader.get('farol.advertised.hosts') ?? '')
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
  if (patterns.length === 0) return {};
  if (patterns.length > ADVERTISED_MAX)
    reader.refuse('farol.advertised.hosts', `at most ${ADVERTISED_MAX} patterns are accepted`);
  if (!patterns.every(isAddressPattern))
    reader.refuse('farol.advertised.hosts', 'host or host:port patterns with * and ? are expected, separated by commas');
  return { advertisedHosts: patterns };
}

function readProtocol(reader: PropertyReader): { tls: boolean; sasl: boolean } {
  const text = (reader.get('security.protocol') || 'PLAINTEXT').toUpperCase();
  if (Object.hasOwn(PROTOCOLS, text)) return PROTOCOLS[text as keyof typeof PROTOCOLS];
  reader.refuse('security.protocol', 'PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL is expected');
  return PROTOCOLS.PLAINTEXT;
}

function readSasl(reader: PropertyReader, encrypted: boolean): KafkaConnection['sasl'] {
  const mechanismText = (reader.get('sasl.mechanism') ?? '').toUpperCase();
  const mechanism = MECHANISMS.find((candidate) => candidate === mechanismText);
  if (mechanism === undefined) reader.refuse('sasl.mechanism', `${MECHANISMS.join(', ')} is expected`);
  const jaas = reader.get('sasl.jaas.config');
  if (jaas === undefined) {
    reader.refuse('sasl.jaas.config', 'it is needed with SASL: <LoginModule> required username="…" password="…";');
    return null;
  }
  try {
    const { module, username, password } = parseJaas(jaas);
    if (mechanism === undefined) return null;
    if ((module === 'PlainLoginModule') !== (mechanism === 'PLAIN'))
      reader.refuse('sasl.jaas.config', `${module} does not fit sasl.mechanism ${mechanism}`);
    if (!encrypted && mechanism === 'PLAIN')
      reader.warn('security.protocol', 'the password travels unencrypted: PLAIN without TLS');
    return { mechanism, username, password };
  } catch (error) {
    if (!(error instanceof JaasRefused)) throw error;
    reader.refuse('sasl.jaas.config', error.message);
    return null;
  }
}

/** Settings that the security protocol leaves without effect are worth a word: often the protocol line is missing. */
function warnUnused(reader: PropertyReader, protocol: { tls: boolean; sasl: boolean }): void {
  if (!protocol.sasl && reader.get('sasl.jaas.config') !== undefined) {
    reader.warn('sasl.jaas.config', 'is not used: security.protocol has no SASL');
  }
  for (const key of [
    'ssl.truststore.certificates',
    'ssl.keystore.key',
    'ssl.truststore.location',
    'ssl.keystore.location',
  ] as const) {
    if (!protocol.tls && reader.get(key) !== undefined) reader.warn(key, 'is not used: security.protocol has no TLS');
  }
}

/**
 * Reads Java client properties (the text of a `client.properties`). Accepts a list of keys and nothing else: such a text can name classes to load, files to
 * read and addresses to call. Throws AppError `invalid` with every complaint in `invalidParams`, by key; no value is ever repeated.
 */
export function parseClientProperties(text: string, options: ParseOptions = {}): ParsedConnection {
  if (text.length > TEXT_LENGTH_MAX) throw new AppError('invalid', 'The client properties are longer than any real ones.');
  const invalidParams: InvalidParam[] = [];
  const warnings: PropertyWarning[] = [];
  const values = new Map<ReadKey, string>();
  const reader: PropertyReader = {
    get: (key) => values.get(key),
    refuse: (name, reason) => invalidParams.push({ name, reason }),
    warn: (name, message) => warnings.push({ name, message }),
    allowFiles: options.allowFiles ?? false,
  };
  for (const [key, value] of readValues(text, reader)) values.set(key, value);
  const protocol = readProtocol(reader);
  const connection: KafkaConnection = {
    bootstrap: readBootstrap(reader),
    clientId: readClientId(reader),
    tls: protocol.tls ? parseTls(reader) : null,
    sasl: protocol.sasl ? readSasl(reader, protocol.tls) : null,
    connectTimeoutMs: readMs(reader, 'socket.connection.setup.timeout.ms', CONNECT_TIMEOUT_MS),
    requestTimeoutMs: readMs(reader, 'request.timeout.ms', REQUEST_TIMEOUT_MS),
    ...readAdvertised(reader),
  };
  warnUnused(reader, protocol);
  if (invalidParams.length > 0) {
    const list = invalidParams.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    throw new AppError('invalid', `The client properties cannot be used. ${list}.`, { invalidParams });
  }
  return { connection, warnings };
}
