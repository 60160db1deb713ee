/** What a connection test looks at, in this order. `broker` comes once per broker, `tcp` and `dns` once per bootstrap address. */
export type ConnectionStepName =
  | 'dns'
  | 'tcp'
  | 'tls'
  | 'versions'
  | 'sasl'
  | 'topics'
  | 'broker'
  | 'groups'
  | 'broker_configs'
  | 'log_dirs'
  | 'quorum';

/** The outcome of one step of a connection test. */
export interface ConnectionStep {
  step: ConnectionStepName;
  /** `host:port` or the broker's id; null when the step is about the whole cluster. */
  target: string | null;
  /** `warning`: Farol works, with something missing. */
  status: 'ok' | 'failed' | 'skipped' | 'warning';
  /** Stable code of the outcome, for translation: a fault code of `KafkaFault`, or `ok`, `not_used`, `not_reached`, `nothing_visible`, `certificate_expires`, `not_supported`. */
  code: string;
  /** What was found, in one sentence. Holds no secrets. */
  detail: string;
  /** What to do about it; null when nothing need be done. */
  advice: string | null;
  /** Milliseconds the step took; null when nothing was answered. */
  ms: number | null;
}

const ADVICE: Readonly<Record<string, string>> = {
  'dns BROKER_UNREACHABLE': 'Check the host name and the DNS of the machine that runs Farol.',
  'tcp BROKER_UNREACHABLE': 'Check the port, that the broker runs, and that no firewall stands between Farol and the broker.',
  'tcp BROKER_TIMEOUT': 'No answer at all mostly means a firewall, or an address of another network.',
  'tls TLS_FAILED':
    'Check security.protocol, the CA (ssl.truststore.certificates), the host name, and with mTLS the client certificate.',
  'tls BROKER_UNREACHABLE':
    'The port closed the connection during TLS: it may be a plaintext listener. Check security.protocol and the port.',
  'tls BROKER_TIMEOUT': 'The port accepts connections but does not speak TLS: check security.protocol and the port.',
  'versions BROKER_UNREACHABLE': 'The listener closed the connection: check that security.protocol fits this port.',
  'versions BROKER_TIMEOUT': 'The port accepts connections but no Kafka answers there: check the port and security.protocol.',
  'versions TLS_FAILED':
    'The broker refused the client certificate, or wants one: check ssl.keystore.certificate.chain and ssl.keystore.key.',
  'versions MALFORMED_RESPONSE': 'Something other than Kafka listens on this port, or a listener with another security.protocol.',
  'versions UNSUPPORTED': 'Farol reads Kafka 2.8 and later.',
  'sasl AUTHENTICATION_FAILED':
    'Check the user name, the password and sasl.mechanism; with SCRAM, that the user exists on the cluster.',
  'topics BROKER_UNREACHABLE':
    'The listener closed the connection on the first request: it may want SASL. Check security.protocol.',
  'topics nothing_visible': 'Grant the credential Describe on the topics, or on all topics (resource name *).',
  'groups nothing_visible': 'Grant the credential Describe on the groups, or on all groups (resource name *).',
  'groups GROUP_AUTHORIZATION_FAILED': 'Grant the credential Describe on the groups.',
  'broker_configs CLUSTER_AUTHORIZATION_FAILED':
    'Grant DescribeConfigs on the cluster: without it broker configurations and some problems stay unknown.',
  'log_dirs CLUSTER_AUTHORIZATION_FAILED': 'Grant Describe on the cluster: without it disk use and free space stay unknown.',
  'quorum CLUSTER_AUTHORIZATION_FAILED': 'Grant Describe on the cluster: without it the state of the quorum stays unknown.',
  'tls certificate_expires': 'Have the broker certificate renewed in time.',
};

const ADVERTISED_ADVICE =
  'Farol must reach every broker at the address it advertises: check advertised.listeners of this broker, DNS and firewalls on the way, and that the broker runs.';

/** What to do about an outcome; null when nothing need be done or nothing more is known than `detail` says. */
export function adviceFor(step: ConnectionStepName, code: string): string | null {
  if (step === 'broker' && code !== 'ok') return ADVERTISED_ADVICE;
  return ADVICE[`${step} ${code}`] ?? null;
}
