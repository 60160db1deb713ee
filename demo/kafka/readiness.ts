import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Where to ask a broker whether it is ready. */
export interface ProbeTarget {
  port: number;
  /** PEM texts for a listener with mutual TLS; null for plaintext. */
  tls: { ca: string; cert: string; key: string } | null;
}

/** What a broker knows of its cluster. */
export interface MetadataView {
  /** Ids of the brokers it would tell a client, i.e. registered and not fenced. */
  brokerIds: number[];
  /** −1 while there is no controller. */
  controllerId: number;
}

const METADATA_API = 3;
/** The newest version before flexible encoding that Kafka 2.8 and 4.4 share and that names the controller. */
const METADATA_VERSION = 4;

/** Asks one broker for its view of the cluster (a Metadata request about no topic, which needs no permission). Rejects when it does not answer in time. */
export function askMetadata(target: ProbeTarget, timeoutMs: number): Promise<MetadataView> {
  return new Promise((resolve, reject) => {
    const socket = open(target);
    const received: Buffer[] = [];
    const finish = (outcome: () => void): void => {
      socket.destroy();
      outcome();
    };
    socket.setTimeout(timeoutMs, () => finish(() => reject(new Error(`no answer within ${timeoutMs} ms`))));
    socket.once('error', (error) => finish(() => reject(error)));
    socket.once('close', () => reject(new Error('closed without an answer')));
    socket.once(target.tls === null ? 'connect' : 'secureConnect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      const bytes = Buffer.concat(received);
      if (bytes.length < 4 || bytes.length < 4 + bytes.readInt32BE(0)) return;
      finish(() => {
        try {
          resolve(parseMetadata(bytes));
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  });
}

/** A length-prefixed Metadata v4 request with an empty topic list (not null, which would mean all). */
export function metadataRequest(): Buffer {
  const clientId = Buffer.from('farol-lab');
  const body = Buffer.alloc(2 + 2 + 4 + 2 + clientId.length + 4 + 1);
  let at = body.writeInt16BE(METADATA_API, 0);
  at = body.writeInt16BE(METADATA_VERSION, at);
  at = body.writeInt32BE(1, at);
  at = body.writeInt16BE(clientId.length, at);
  at += clientId.copy(body, at);
  at = body.writeInt32BE(0, at);
  body.writeInt8(0, at);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

/** Reads a length-prefixed Metadata v4 response. Throws RangeError when it is cut short. */
export function parseMetadata(bytes: Buffer): MetadataView {
  let at = 12; // size, correlation id, throttle time
  const int32 = (): number => {
    const value = bytes.readInt32BE(at);
    at += 4;
    return value;
  };
  const skipString = (): void => {
    const length = bytes.readInt16BE(at);
    at += 2 + Math.max(0, length);
  };
  const brokerIds: number[] = [];
  for (let left = int32(); left > 0; left -= 1) {
    brokerIds.push(int32());
    skipString(); // host
    int32(); // port
    skipString(); // rack
  }
  skipString(); // cluster id
  return { brokerIds, controllerId: int32() };
}

function open(target: ProbeTarget): Socket {
  const where = { host: '127.0.0.1', port: target.port };
  return target.tls === null ? connect(where) : connectTls({ ...where, ...target.tls });
}
