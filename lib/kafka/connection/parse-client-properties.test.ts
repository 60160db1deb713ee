import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError, type InvalidParam } from '#lib/core/errors.ts';
import { parseClientProperties, type ParseOptions } from './parse-client-properties.ts';

/** Self-signed, made for this test, valid for a hundred years. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR2gAwIBAgIUUYxxxnvRcJ4gIw3TnNh5ATSimHYwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFdGVzdGUwIBcNMjYxMTIxMDQ0ODQ3WhgPMjEyNjEwMjgwNDQ4
NDdaMBAxDjAMBgNVBAMMBXRlc3RlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
BrvcdGx8o4nzMB4Ws3re4LqYZDCGkWJdyUEkBVK60MffAtqT1hSr+LA0hSVsfMH/
74QDYi5khte57A7OuGdlt6NTMFEwHQYDVR0OBBYEFLwFCQdgXr0aDfmSZrgSRy5c
eh7DMB8GA1UdIwQYMBaAFLwFCQdgXr0aDfmSZrgSRy5ceh7DMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALcq9jERy8joRQjfTjOvNLkBYgWfug2G
7+w2oSiTOyaiAiEAu6Z0q5CfT/NDuvDue6hbWpmARohinbrAHj6q0hN8Q3Y=
-----END CERTIFICATE-----
`;
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const LOCKED_KEY = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'abre' }).toString();

const folder = mkdtempSync(join(tmpdir(), 'farol-properties-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** PEM on one line, with line breaks written as Java's property files do. */
const inline = (pem: string): string => pem.trim().replaceAll('\n', '\\n');

const SCRAM = 'org.apache.kafka.common.security.scram.ScramLoginModule required username="ana" password="p\\"=;x";';
const properties = (...lines: string[]): string => ['bootstrap.servers=a:9092,b:9093', ...lines].join('\n');

function complaints(text: string, options?: ParseOptions): readonly InvalidParam[] {
  try {
    parseClientProperties(text, options);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.invalidParams;
    throw error;
  }
  return [];
}

describe('what is accepted', () => {
  test('the least: bootstrap servers alone are a plaintext connection', () => {
    expect(parseClientProperties(properties())).toEqual({
      connection: {
        bootstrap: ['a:9092', 'b:9093'],
        clientId: 'farol',
        tls: null,
        sasl: null,
        connectTimeoutMs: 5000,
        requestTimeoutMs: 30_000,
      },
      warnings: [],
    });
  });

  test('patterns for the addresses that brokers may advertise', () => {
    const { connection } = parseClientProperties(
      properties('farol.advertised.hosts = *.kafka.internal, 10.0.?.*:9092 ,[fd00::*]:9092'),
    );
    expect(connection.advertisedHosts).toEqual(['*.kafka.internal', '10.0.?.*:9092', '[fd00::*]:9092']);
    for (const bad of ['a b', 'http://x/*', 'x'.repeat(300), Array(101).fill('a').join(',')]) {
      expect(() => parseClientProperties(properties(`farol.advertised.hosts=${bad}`))).toThrow(/farol\.advertised\.hosts/);
    }
  });

  test('SCRAM over TLS, with an inline CA', () => {
    const { connection, warnings } = parseClientProperties(
      properties(
        'security.protocol = SASL_SSL',
        'sasl.mechanism: SCRAM-SHA-512',
        `sasl.jaas.config=${SCRAM.replaceAll('\\', '\\\\')}`,
        `ssl.truststore.type=PEM`,
        `ssl.truststore.certificates=${inline(CERTIFICATE)}`,
        'client.id=console',
        'request.timeout.ms=12000',
      ),
    );
    expect(connection.sasl).toEqual({ mechanism: 'SCRAM-SHA-512', username: 'ana', password: 'p"=;x' });
    expect(connection.tls).toEqual({ ca: CERTIFICATE, cert: null, key: null, keyPassphrase: null, verifyHostname: true });
    expect(connection).toMatchObject({ clientId: 'console', requestTimeoutMs: 12_000 });
    expect(warnings).toEqual([]);
  });

  test('mTLS, with certificate and key inline, PEM over continued lines without breaks', () => {
    const continued = CERTIFICATE.trim().split('\n').join(' \\\n    ');
    const { connection } = parseClientProperties(
      properties(
        'security.protocol=SSL',
        `ssl.keystore.certificate.chain=${continued}`,
        `ssl.keystore.key=${inline(LOCKED_KEY)}`,
        'ssl.key.password=abre',
      ),
    );
    expect(connection.tls).toMatchObject({ cert: CERTIFICATE, key: LOCKED_KEY, keyPassphrase: 'abre', ca: null });
  });

  test('a later line wins, comments and blank lines are skipped, escapes are read', () => {
    const text = '# c\n! c\n\nbootstrap.servers=x:1\nbootstrap\\.servers = y\\u003a2\\\n   ,z:3';
    expect(parseClientProperties(text).connection.bootstrap).toEqual(['y:2', 'z:3']);
  });

  test('settings of producers and consumers are left out with a warning', () => {
    const { warnings } = parseClientProperties(properties('acks=all', 'group.id=g'));
    expect(warnings.map((warning) => warning.name)).toEqual(['acks', 'group.id']);
  });

  test('host name checking turned off, and a password in the clear, are warned about', () => {
    const off = parseClientProperties(properties('security.protocol=SSL', 'ssl.endpoint.identification.algorithm='));
    expect(off.connection.tls?.verifyHostname).toBe(false);
    expect(off.warnings.map((warning) => warning.name)).toEqual(['ssl.endpoint.identification.algorithm']);
    const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="b";';
    const clear = parseClientProperties(
      properties('security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=PLAIN', `sasl.jaas.config=${plain}`),
    );
    expect(clear.warnings.map((warning) => warning.name)).toEqual(['security.protocol']);
  });

  test('credentials that the protocol leaves unused are warned about', () => {
    const { warnings } = parseClientProperties(
      properties(`sasl.jaas.config=${SCRAM}`, `ssl.truststore.certificates=${inline(CERTIFICATE)}`),
    );
    expect(warnings.map((warning) => warning.name)).toEqual(['sasl.jaas.config', 'ssl.truststore.certificates']);
  });

  test('PEM files are read only for the operator of this machine', () => {
    const ca = join(folder, 'ca.pem');
    const client = join(folder, 'client.pem');
    writeFileSync(ca, CERTIFICATE);
    writeFileSync(client, KEY + CERTIFICATE);
    const text = properties('security.protocol=SSL', `ssl.truststore.location=${ca}`, `ssl.keystore.location=${client}`);
    expect(parseClientProperties(text, { allowFiles: true }).connection.tls).toMatchObject({
      ca: CERTIFICATE,
      cert: CERTIFICATE,
      key: KEY,
    });
    expect(complaints(text).map((param) => param.name)).toEqual(['ssl.truststore.location', 'ssl.keystore.location']);
  });
});

describe('what is refused, each by its key and without its value', () => {
  const CANARY = 'segredo-9f2c';
  const jaas = (module: string, options = `username="u" password="${CANARY}"`): string =>
    `sasl.jaas.config=${module} required ${options};`;
  const sasl = ['security.protocol=SASL_SSL', 'sasl.mechanism=PLAIN'];

  const refused: [string, string, string[]][] = [
    ['an unknown key', 'bootstrap.server', [`bootstrap.server=${CANARY}`]],
    ['a login callback class', 'sasl.login.callback.handler.class', [`sasl.login.callback.handler.class=${CANARY}`]],
    ['an SSL engine class', 'ssl.engine.factory.class', [`ssl.engine.factory.class=${CANARY}`]],
    ['security providers', 'security.providers', [`security.providers=${CANARY}`]],
    ['interceptors', 'interceptor.classes', [`interceptor.classes=${CANARY}`]],
    ['configuration providers', 'config.providers', [`config.providers=${CANARY}`]],
    ['a token endpoint', 'sasl.oauthbearer.token.endpoint.url', [`sasl.oauthbearer.token.endpoint.url=file:///etc/${CANARY}`]],
    ['a file', 'ssl.truststore.location', ['security.protocol=SSL', `ssl.truststore.location=/etc/${CANARY}`]],
    ['a provider reference', 'client.id', [`client.id=\${file:/etc/passwd:${CANARY}}`]],
    ['an environment reference', 'client.id', [`client.id=\${env:${CANARY}}`]],
    ['an unknown protocol', 'security.protocol', [`security.protocol=${CANARY}`]],
    [
      'an unsupported mechanism',
      'sasl.mechanism',
      ['security.protocol=SASL_SSL', 'sasl.mechanism=GSSAPI', jaas('org.apache.kafka.common.security.plain.PlainLoginModule')],
    ],
    ['another login module', 'sasl.jaas.config', [...sasl, jaas('com.sun.security.auth.module.JndiLoginModule')]],
    [
      'an OAuth login module',
      'sasl.jaas.config',
      [...sasl, jaas('org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule')],
    ],
    [
      'two login modules',
      'sasl.jaas.config',
      [...sasl, `${jaas('org.apache.kafka.common.security.plain.PlainLoginModule')} x.Y required;`],
    ],
    [
      'an option beyond user and password',
      'sasl.jaas.config',
      [
        ...sasl,
        jaas(
          'org.apache.kafka.common.security.plain.PlainLoginModule',
          `username="u" password="${CANARY}" user.provider.url="x"`,
        ),
      ],
    ],
    [
      'JAAS without a semicolon',
      'sasl.jaas.config',
      [...sasl, jaas('org.apache.kafka.common.security.plain.PlainLoginModule').slice(0, -1)],
    ],
    [
      'a module that does not fit the mechanism',
      'sasl.jaas.config',
      [...sasl, jaas('org.apache.kafka.common.security.scram.ScramLoginModule')],
    ],
    ['SASL without credentials', 'sasl.jaas.config', sasl],
    [
      'no certificate where one must be',
      'ssl.truststore.certificates',
      ['security.protocol=SSL', `ssl.truststore.certificates=${CANARY}`],
    ],
    [
      'a damaged certificate',
      'ssl.truststore.certificates',
      ['security.protocol=SSL', 'ssl.truststore.certificates=-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----'],
    ],
    [
      'a certificate without its key',
      'ssl.keystore.key',
      ['security.protocol=SSL', `ssl.keystore.certificate.chain=${inline(CERTIFICATE)}`],
    ],
    [
      'a locked key without password',
      'ssl.keystore.key',
      [
        'security.protocol=SSL',
        `ssl.keystore.certificate.chain=${inline(CERTIFICATE)}`,
        `ssl.keystore.key=${inline(LOCKED_KEY)}`,
      ],
    ],
    [
      'a locked key with a wrong password',
      'ssl.keystore.key',
      [
        'security.protocol=SSL',
        `ssl.keystore.certificate.chain=${inline(CERTIFICATE)}`,
        `ssl.keystore.key=${inline(LOCKED_KEY)}`,
        `ssl.key.password=${CANARY}`,
      ],
    ],
    ['a timeout that is no number', 'request.timeout.ms', [`request.timeout.ms=${CANARY}`]],
  ];

  test.each(refused)('%s (%s)', (_title, name, lines) => {
    const found = complaints(properties(...lines));
    expect(found.map((param) => param.name)).toEqual([name]);
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });

  test('JKS stores, with the command that converts them', () => {
    const [trust, key] = complaints(properties('security.protocol=SSL', 'ssl.truststore.type=JKS', 'ssl.keystore.type=PKCS12'));
    expect(trust?.reason).toContain('keytool -exportcert -rfc');
    expect(key?.reason).toContain('openssl pkcs12');
  });

  test('a binary store in a file is refused with the same command', () => {
    const path = join(folder, 'store.jks');
    writeFileSync(path, Buffer.from('feedfeed00', 'hex'));
    const [found] = complaints(properties('security.protocol=SSL', `ssl.truststore.location=${path}`), { allowFiles: true });
    expect(found?.reason).toContain('keytool');
  });

  test('bootstrap servers that are missing or no host:port', () => {
    for (const text of [
      '',
      'bootstrap.servers=',
      'bootstrap.servers=a',
      'bootstrap.servers=a:1;b:2',
      'bootstrap.servers=a:70000',
    ]) {
      expect(complaints(text)[0]?.name).toBe('bootstrap.servers');
    }
  });

  test('all complaints come at once', () => {
    expect(complaints('a=1\nb=2\nsecurity.protocol=x').map((param) => param.name)).toEqual([
      'a',
      'b',
      'security.protocol',
      'bootstrap.servers',
    ]);
  });

  test('a text longer than any real one', () => {
    expect(() => parseClientProperties('#'.repeat(300_000))).toThrow(/longer/);
  });
});
