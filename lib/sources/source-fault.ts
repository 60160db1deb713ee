/** Why a source beside Kafka could not be read. */
export type SourceFaultCode =
  | 'ADDRESS_INVALID'
  | 'ADDRESS_DENIED'
  | 'CREDENTIALS_WITHHELD'
  | 'DNS_FAILED'
  | 'CONNECTION_REFUSED'
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'TLS_FAILED'
  | 'AUTHENTICATION_FAILED'
  | 'NOT_AUTHORIZED'
  | 'REDIRECTED'
  | 'HTTP_STATUS'
  | 'MALFORMED'
  | 'TOO_LARGE'
  | 'NOT_A_BROKER'
  | 'WRONG_BROKER';

/** A source that could not be read. `message` is shown to people as it stands: it names the address, never a credential and never what the source answered. */
export class SourceFault extends Error {
  readonly code: SourceFaultCode;

  constructor(code: SourceFaultCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'SourceFault';
    this.code = code;
  }

  /** As contracts and snapshots have it. */
  get fault(): { code: string; detail: string } {
    return { code: this.code, detail: this.message };
  }
}
