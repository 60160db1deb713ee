/** Keys that Farol reads. */
export const READ_KEYS = [
  'bootstrap.servers',
  'security.protocol',
  'client.id',
  // Ours, not Kafka's: its clients leave it out with a warning.
  'farol.advertised.hosts',
  'request.timeout.ms',
  'socket.connection.setup.timeout.ms',
  'sasl.mechanism',
  'sasl.jaas.config',
  'ssl.endpoint.identification.algorithm',
  'ssl.truststore.type',
  'ssl.truststore.certificates',
  'ssl.truststore.location',
  'ssl.truststore.password',
  'ssl.keystore.type',
  'ssl.keystore.certificate.chain',
  'ssl.keystore.key',
  'ssl.keystore.location',
  'ssl.keystore.password',
  'ssl.key.password',
] as const;

/** A key that Farol reads. */
export type ReadKey = (typeof READ_KEYS)[number];

/** Known settings of Kafka's clients that mean nothing to Farol; they are left out with a warning, so that a file made for a producer can be pasted. */
const IGNORED = new Set([
  'acks',
  'allow.auto.create.topics',
  'auto.offset.reset',
  'batch.size',
  'buffer.memory',
  'client.dns.lookup',
  'client.rack',
  'compression.type',
  'connections.max.idle.ms',
  'default.api.timeout.ms',
  'delivery.timeout.ms',
  'enable.auto.commit',
  'enable.idempotence',
  'group.id',
  'group.protocol',
  'heartbeat.interval.ms',
  'isolation.level',
  'key.deserializer',
  'key.serializer',
  'linger.ms',
  'max.poll.interval.ms',
  'max.poll.records',
  'metadata.max.age.ms',
  'metadata.recovery.strategy',
  'reconnect.backoff.max.ms',
  'reconnect.backoff.ms',
  'retries',
  'retry.backoff.max.ms',
  'retry.backoff.ms',
  'session.timeout.ms',
  'socket.connection.setup.timeout.max.ms',
  'ssl.enabled.protocols',
  'ssl.protocol',
  'value.deserializer',
  'value.serializer',
]);

const REFUSED: readonly (readonly [RegExp, string])[] = [
  [
    /\.class$|\.classes$|^ssl\.engine\.|\.providers?($|\.)|^metric\.reporters$/,
    'it would load a Java class, which Farol does not do',
  ],
  [/^sasl\.oauthbearer\./, 'OAUTHBEARER is not supported'],
  [/^sasl\.kerberos\./, 'Kerberos (GSSAPI) is not supported'],
  [/^sasl\.login\./, 'only user names with passwords (PLAIN, SCRAM) are supported'],
  [/^(schema\.registry|basic\.auth)\./, 'it belongs to the schema registry: give that one its own connection'],
  [/^ssl\.(cipher\.suites|secure\.random|keymanager|trustmanager)/, 'TLS is negotiated by Node.js: this cannot be chosen'],
];

/** What to do with a key: read it, leave it out, or refuse it, and why. */
export type KeyVerdict = { kind: 'read'; key: ReadKey } | { kind: 'ignored' } | { kind: 'refused'; reason: string };

/** Judges a key. Everything not on a list is refused: a misspelt security setting must not pass unnoticed. */
export function judgeKey(key: string): KeyVerdict {
  const read = READ_KEYS.find((candidate) => candidate === key);
  if (read !== undefined) return { kind: 'read', key: read };
  if (IGNORED.has(key)) return { kind: 'ignored' };
  return {
    kind: 'refused',
    reason: REFUSED.find(([pattern]) => pattern.test(key))?.[1] ?? 'unknown key: check its spelling, or leave it out',
  };
}
