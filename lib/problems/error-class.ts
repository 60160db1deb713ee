import type { Fault } from '#lib/contracts/common.ts';

/** What kind of failure it was, for people who have to find the place to look: name service, closed port, silence, certificates, credential, rights, or something that is not Kafka. */
export type ErrorClass = 'dns' | 'refused' | 'timeout' | 'tls' | 'auth' | 'not-authorized' | 'protocol' | 'other';

/** What is wrong with a certificate. */
export type TlsCause = 'expired' | 'host' | 'authority' | 'client' | 'other';

/** The class of a fault. A broker's own error code is `other`: it answered. */
export function errorClass({ code, detail }: Fault): ErrorClass {
  switch (code) {
    case 'AUTHENTICATION_FAILED':
      return 'auth';
    case 'TLS_FAILED':
      return 'tls';
    case 'BROKER_TIMEOUT':
      return 'timeout';
    case 'MALFORMED_RESPONSE':
      return 'protocol';
    case 'BROKER_UNREACHABLE':
      // The sentence is Farol's own: one code covers whatever ends before a byte is answered.
      return /resolve/.test(detail) ? 'dns' : /in time/.test(detail) ? 'timeout' : 'refused';
    default:
      return code.endsWith('_AUTHORIZATION_FAILED') ? 'not-authorized' : 'other';
  }
}

/** What is wrong with a certificate, by the code of Node or OpenSSL that the sentence ends with. */
export function tlsCause(detail: string): TlsCause {
  if (/EXPIRED/.test(detail)) return 'expired';
  if (/ALTNAME|HOSTNAME/.test(detail)) return 'host';
  if (/SELF_SIGNED|UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY|DEPTH_ZERO/.test(detail)) return 'authority';
  return /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE_FAILURE/.test(detail) ? 'client' : 'other';
}
