import { securityProtocol, type LabUser } from './cluster-plan.ts';
import { renderProperties } from './java-properties.ts';
import type { LabSecurity } from './options.ts';

/** The Java client properties (`client.properties`) with which `user` reaches a cluster; PEM texts stand inside. `user` is null on plaintext clusters. */
export function clientProperties(
  cluster: { security: LabSecurity; bootstrap: string; ca: string | null },
  user: LabUser | null,
): string {
  return renderProperties({
    'bootstrap.servers': cluster.bootstrap,
    'security.protocol': securityProtocol(cluster),
    ...saslEntries(cluster.security, user),
    ...tlsEntries(cluster, user),
  });
}

function saslEntries(security: LabSecurity, user: LabUser | null): Record<string, string> {
  if (user === null || (security !== 'sasl_plaintext' && security !== 'sasl_ssl')) return {};
  return {
    'sasl.mechanism': 'SCRAM-SHA-512',
    'sasl.jaas.config': `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user.name}" password="${user.password}";`,
  };
}

function tlsEntries(cluster: { security: LabSecurity; ca: string | null }, user: LabUser | null): Record<string, string> {
  if (cluster.ca === null || (cluster.security !== 'sasl_ssl' && cluster.security !== 'mtls')) return {};
  const trust = { 'ssl.truststore.type': 'PEM', 'ssl.truststore.certificates': cluster.ca };
  if (user?.certificate == null || user.key === null) return trust;
  return {
    ...trust,
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.certificate.chain': user.certificate,
    'ssl.keystore.key': user.key,
  };
}
