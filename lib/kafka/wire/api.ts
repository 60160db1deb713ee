import type { Codec } from './codec.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** One request type of the Kafka protocol: the versions we speak and the shape of both directions. */
export interface Api<Req, Res> {
  key: number;
  name: string;
  /** Lowest version in the schema. */
  min: number;
  /** Highest version in the schema. */
  max: number;
  /** Highest version we choose to send; below `max` where a later one brings nothing we read. */
  sendMax: number;
  flexibleFrom: number;
  request: Codec<Req>;
  response: Codec<Res>;
}

/** Any API, where the types of its messages do not matter. */
export type AnyApi = Pick<Api<unknown, unknown>, 'key' | 'name' | 'min' | 'max' | 'sendMax' | 'flexibleFrom'>;

/** Completes a schema entry: `sendMax` defaults to `max`. */
export function defineApi<Req, Res>(api: Omit<Api<Req, Res>, 'sendMax'> & { sendMax?: number }): Api<Req, Res> {
  return { ...api, sendMax: api.sendMax ?? api.max };
}

const API_VERSIONS_KEY = 18;

/** Whether answers of this version begin with header tags. ApiVersions never does, so that any client can read it. */
function answerHasHeaderTags(api: AnyApi, version: number): boolean {
  return version >= api.flexibleFrom && api.key !== API_VERSIONS_KEY;
}

/** What follows the client id in a request frame: the header's tags (flexible versions) and the body. */
export function encodeRequest<Req>(api: AnyApi & { request: Codec<Req> }, version: number, body: Req): Buffer {
  const writer = startRequest(api, version);
  api.request.write(writer, body);
  return writer.finish();
}

/** A writer placed at the start of a request's body, for hand-written encoders. */
export function startRequest(api: AnyApi, version: number, sizeHint?: number): Writer {
  const writer = new Writer(version, version >= api.flexibleFrom, sizeHint);
  writer.noTags();
  return writer;
}

/** A reader placed at the start of an answer's body; `payload` is what follows the correlation id. */
export function startResponse(api: AnyApi, version: number, payload: Buffer, elementsMax?: number): Reader {
  const reader = new Reader(payload, version, version >= api.flexibleFrom, { elementsMax });
  if (answerHasHeaderTags(api, version)) reader.skipTags();
  return reader;
}

/** Runs a decoder over an answer; anything but a complete, exact reading is a `MalformedResponseError`. */
export function decodeWith<T>(
  api: AnyApi,
  version: number,
  payload: Buffer,
  decode: (reader: Reader) => T,
  elementsMax?: number,
): T {
  try {
    const reader = startResponse(api, version, payload, elementsMax);
    const value = decode(reader);
    reader.finish();
    return value;
  } catch (error) {
    if (error instanceof MalformedResponseError) throw new MalformedResponseError(`${api.name} v${version}: ${error.message}`);
    if (error instanceof RangeError) throw new MalformedResponseError(`${api.name} v${version}: ${error.message}`);
    throw error;
  }
}

/**
 * Array elements in one answer that becomes an object each (some 150 bytes): five times what the largest honest answer holds, a broker's log directories
 * with 100,000 replicas and more. Hand-written decoders make columns of the rest and may read more.
 */
const SCHEMA_ELEMENTS_MAX = 2_000_000;

/** Decodes an answer by its schema; `payload` is what follows the correlation id. Throws `MalformedResponseError`. */
export function decodeResponse<Res>(api: AnyApi & { response: Codec<Res> }, version: number, payload: Buffer): Res {
  return decodeWith(api, version, payload, (reader) => api.response.read(reader), SCHEMA_ELEMENTS_MAX);
}

/** The server's side, for fake brokers: reads a request's body; `payload` is what follows the client id. */
export function decodeRequest<Req>(api: AnyApi & { request: Codec<Req> }, version: number, payload: Buffer): Req {
  const reader = new Reader(payload, version, version >= api.flexibleFrom);
  reader.skipTags();
  const value = api.request.read(reader);
  reader.finish();
  return value;
}

/** The server's side, for fake brokers: what follows the correlation id in an answer's frame. */
export function encodeResponse<Res>(api: AnyApi & { response: Codec<Res> }, version: number, body: Res): Buffer {
  const writer = new Writer(version, version >= api.flexibleFrom);
  if (answerHasHeaderTags(api, version)) writer.noTags();
  api.response.write(writer, body);
  return writer.finish();
}
