/** Bytes of one canary record. */
const PAYLOAD_BYTES = 100;
const MAGIC = Buffer.from('farol-canary/1\n');
const RUN_AT = MAGIC.length;
const SEQUENCE_AT = RUN_AT + 8;
const SENT_AT = SEQUENCE_AT + 8;
const NANOS_PER_MS = 1e6;

/** What a canary record says. */
export interface CanaryPayload {
  /** Which run of which sampler wrote it. */
  run: bigint;
  sequence: bigint;
  /** Monotonic ms of that run. */
  sentAt: number;
}

export function encodePayload({ run, sequence, sentAt }: CanaryPayload): Buffer {
  const bytes = Buffer.alloc(PAYLOAD_BYTES, '.');
  MAGIC.copy(bytes);
  bytes.writeBigInt64BE(run, RUN_AT);
  bytes.writeBigInt64BE(sequence, SEQUENCE_AT);
  bytes.writeBigInt64BE(BigInt(Math.round(sentAt * NANOS_PER_MS)), SENT_AT);
  return bytes;
}

/** null for a record that no canary wrote: the topic is open to whoever may write to it. */
export function decodePayload(value: Buffer | null): CanaryPayload | null {
  if (value === null || value.length !== PAYLOAD_BYTES || !value.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  return {
    run: value.readBigInt64BE(RUN_AT),
    sequence: value.readBigInt64BE(SEQUENCE_AT),
    sentAt: Number(value.readBigInt64BE(SENT_AT)) / NANOS_PER_MS,
  };
}
