import Broker from 'kafkajs/src/broker/index.js';
import loggers from 'kafkajs/src/loggers/index.js';
import Connection from 'kafkajs/src/network/connection.js';
import ConnectionPool from 'kafkajs/src/network/connectionPool.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import kafkajsPackage from 'kafkajs/package.json' with { type: 'json' };

/** The release whose inner modules this folder was written against. */
const KAFKAJS_VERSION = '2.2.4';

const SIZE_BYTES = 4;
const CORRELATION_BYTES = 4;
/** Largest answer accepted. A Metadata answer of 1,000,000 partitions has some 45 MB. */
export const FRAME_BYTES_MAX = 256 * 1024 * 1024;
const RETRY_PENDING_MS = 10;

/** A frame that no Kafka broker sends; the connection is useless after it. */
export class BadFrameError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadFrameError';
  }
}

/** Ends a connection on a bad frame: its requests fail with the reason, and the socket closes with it. */
function refuse(connection: Connection, message: string): void {
  const error = new BadFrameError(message);
  connection.chunks = [];
  connection.bytesBuffered = 0;
  connection.requestQueue.rejectAll(error);
  connection.socket?.destroy(error);
}

const TLS_ALERT_BYTES = 0x1503;
const HTTP_BYTES = 0x48545450;

/** What other protocols answer to a Kafka request begins with bytes that make a telling size. */
function impossibleSize(size: number): string {
  if (size >>> 16 === TLS_ALERT_BYTES) return 'it speaks TLS, the connection does not: check security.protocol';
  if (size === HTTP_BYTES) return 'it speaks HTTP';
  return `an answer of ${size} bytes was announced`;
}

/**
 * Cuts the stream into frames as kafkajs does, with the checks that it lacks: kafkajs takes any announced size (a negative one, or 2 GiB), and throws
 * out of the socket's event handler, which ends the process, on a frame too short for its header.
 */
function processData(this: Connection, data: Buffer): void {
  this.chunks.push(data);
  this.bytesBuffered += data.length;
  while (this.bytesBuffered >= this.bytesNeeded) {
    const buffer = this.chunks.length === 1 && this.chunks[0] !== undefined ? this.chunks[0] : Buffer.concat(this.chunks);
    const size = buffer.readInt32BE(0);
    if (size < CORRELATION_BYTES || size > FRAME_BYTES_MAX) {
      refuse(this, impossibleSize(size));
      return;
    }
    if (buffer.length < SIZE_BYTES + size) {
      this.chunks = [buffer];
      this.bytesNeeded = SIZE_BYTES + size;
      return;
    }
    const frame = buffer.subarray(SIZE_BYTES, SIZE_BYTES + size);
    const rest = buffer.subarray(SIZE_BYTES + size);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.bytesBuffered = rest.length;
    this.bytesNeeded = SIZE_BYTES;
    const correlationId = frame.readInt32BE(0);
    if (!this.requestQueue.inflight.has(correlationId)) {
      refuse(this, 'an answer came to a request that was never sent');
      return;
    }
    this.requestQueue.fulfillRequest({ correlationId, payload: frame.subarray(CORRELATION_BYTES), size });
  }
}

/**
 * kafkajs arms a timer after every answer even when nothing waits, and an answer to it arms the next: some 900 timers a second and idle connection.
 * Arm it only when something is pending.
 */
function scheduleCheckPendingRequests(this: RequestQueue): void {
  if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
  const waitMs = this.throttledUntil - Date.now();
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    waitMs > 0 ? waitMs : RETRY_PENDING_MS,
  );
}

/**
 * kafkajs opens a second connection in the pool for Fetch alone, which would be no part of the session: not authenticated when the session is, and left open
 * when it ends. Whoever wants another connection for fetching makes another session.
 */
function getConnectionByRequest(this: ConnectionPool): Promise<Connection> {
  return this.getConnection();
}

if (kafkajsPackage.version !== KAFKAJS_VERSION) {
  throw new Error(
    `kafkajs ${KAFKAJS_VERSION} is needed, found ${kafkajsPackage.version}: its inner modules are patched for that release alone`,
  );
}
Connection.prototype.processData = processData;
RequestQueue.prototype.scheduleCheckPendingRequests = scheduleCheckPendingRequests;
ConnectionPool.prototype.getConnectionByRequest = getConnectionByRequest;

/** kafkajs' own log is silent: the transport reports every failure as a fault, with the connection's address. */
export const kafkajsLogger = loggers.createLogger({ level: loggers.LEVELS.NOTHING, logCreator: () => () => undefined });

export { Broker, ConnectionPool };
