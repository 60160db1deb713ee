/** An answer that does not follow the protocol: cut short, a count or length beyond the frame, bytes left over. The broker is broken, hostile, or no Kafka at all. */
export class MalformedResponseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedResponseError';
  }
}
