import { describe, expect, it } from 'vitest';
import { clientProperties } from './client-properties.ts';

const base = { bootstrap: 'localhost:9092', ca: 'CA\n' };

describe('clientProperties', () => {
  it('needs nothing but the address on a plaintext cluster', () => {
    expect(clientProperties({ ...base, security: 'plaintext', ca: null }, null)).toBe(
      'bootstrap.servers=localhost:9092\nsecurity.protocol=PLAINTEXT\n',
    );
  });

  it('carries SCRAM credentials and the authority for SASL_SSL', () => {
    const text = clientProperties(
      { ...base, security: 'sasl_ssl' },
      { name: 'ana', password: 'pw', certificate: null, key: null },
    );
    expect(text).toContain('security.protocol=SASL_SSL\n');
    expect(text).toContain('ScramLoginModule required username="ana" password="pw";\n');
    expect(text).toContain('ssl.truststore.certificates=CA\\n\n');
  });

  it('carries certificate and key inline for mTLS and no SASL', () => {
    const text = clientProperties(
      { ...base, security: 'mtls' },
      { name: 'ana', password: null, certificate: 'CERT', key: 'KEY' },
    );
    expect(text).toContain('ssl.keystore.certificate.chain=CERT\nssl.keystore.key=KEY\n');
    expect(text).not.toContain('sasl');
  });

  it('shows no certificate on SASL without TLS', () => {
    const text = clientProperties(
      { ...base, security: 'sasl_plaintext', ca: null },
      { name: 'ana', password: 'pw', certificate: null, key: null },
    );
    expect(text).not.toContain('ssl.');
  });
});
