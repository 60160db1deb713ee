import type { KafkaFault } from '../admin/port.ts';
import { ownFault } from '../fault.ts';
import { BadFrameError } from './patched-kafkajs.ts';

/** The code of a Node or OpenSSL error, wherever kafkajs has put it. */
function codeOf(error: Error): string {
  const code = (error as Error & { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

const TLS_CODE =
  /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|ERR_CRYPTO)/;

const SYSTEM_REASONS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'the connection was refused: nothing listens there, or the broker is down'],
  ['ENOTFOUND', 'the host name does not resolve'],
  ['EAI_AGAIN', 'the host name could not be resolved now (DNS does not answer)'],
  ['EHOSTUNREACH', 'there is no route to the host'],
  ['ENETUNREACH', 'there is no route to the network'],
  ['ECONNRESET', 'the connection was reset'],
  ['EPIPE', 'the connection was reset'],
  ['ETIMEDOUT', 'the connection could not be made in time: no answer from the address'],
]);

const TLS_REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /SELF_SIGNED|UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY|DEPTH_ZERO/,
    "the broker's certificate is not signed by a known authority: give its CA (ssl.truststore.certificates)",
  ],
  [/ALTNAME|HOSTNAME/, "the broker's certificate is for another host name: connect by a name in it, or have it reissued"],
  [/EXPIRED/, "the broker's certificate has expired"],
  [
    /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE_FAILURE/,
    'the broker refused or wants a client certificate (ssl.keystore.certificate.chain, ssl.keystore.key)',
  ],
  [/WRONG_VERSION|PACKET_LENGTH|EPROTO/, 'the port does not speak TLS: check security.protocol'],
];

function tlsReason(text: string): string {
  return TLS_REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'the TLS handshake failed';
}

const LOST_CONNECTION = /Closed connection|Connection error|Connection closed|Not connected|timed out/i;

/** Where a connection stood when it failed, for the sentence and for telling failures apart. */
export interface FailureScene {
  address: string;
  tls: boolean;
  sasl: boolean;
  phase: 'connect' | 'versions' | 'authenticate' | 'ready';
}

function closedReason(scene: FailureScene): string {
  if (scene.phase === 'ready') return 'the broker closed the connection';
  if (scene.phase === 'authenticate') return 'the broker closed the connection during authentication';
  const expected = `${scene.sasl ? 'SASL_' : ''}${scene.tls ? 'SSL' : 'PLAINTEXT'}`;
  return `the broker closed the connection before answering: the listener may want another security.protocol than ${expected}`;
}

/** Turns whatever ended a connection into a fault that names the address, the cause and what to look at. */
export function connectionFault(error: Error, scene: FailureScene): KafkaFault {
  const at = scene.address;
  const code = codeOf(error);
  if (error instanceof BadFrameError)
    return ownFault('MALFORMED_RESPONSE', `${at} does not answer as Kafka does: ${error.message}`);
  // kafkajs wraps every failure during SASL in its authentication error: a lost connection is not a refused credential.
  if (error.name === 'KafkaJSSASLAuthenticationError' && !LOST_CONNECTION.test(error.message)) {
    return ownFault('AUTHENTICATION_FAILED', `${at} refused the credential: ${error.message.slice(0, 300)}`);
  }
  const text = `${code} ${error.message}`;
  if (scene.tls && (TLS_CODE.test(code) || /SSL routines|certificate|altnames/i.test(error.message))) {
    return ownFault('TLS_FAILED', `TLS to ${at} failed: ${tlsReason(text)} (${code || error.message.slice(0, 120)})`);
  }
  if (error instanceof ConnectionClosedError || error.name === 'KafkaJSConnectionClosedError')
    return ownFault('BROKER_UNREACHABLE', `${at}: ${closedReason(scene)}`);
  if (/Connection timeout/.test(error.message)) return ownFault('BROKER_TIMEOUT', `${at}: no connection in time`);
  const reason = SYSTEM_REASONS.get(code) ?? error.message.slice(0, 200);
  return ownFault('BROKER_UNREACHABLE', `${at}: ${reason}`);
}

/** The socket ended without an error of its own. */
export class ConnectionClosedError extends Error {
  constructor() {
    super('closed');
    this.name = 'ConnectionClosedError';
  }
}
