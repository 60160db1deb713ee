import type { AnyApi, Api } from '#lib/kafka/wire/api.ts';
import type { Codec } from '#lib/kafka/wire/codec.ts';
import { fakeTopicId } from './fake-state.ts';

/** One request and one answer of every API, with nothing left at its default, for tests of the codecs. */
export interface SampleMessage<Req, Res> {
  api: AnyApi & { request: Codec<Req>; response: Codec<Res> };
  request: Req;
  response: Res;
}

/** Makes a sample; the types of both sides are the API's. */
export function sample<Req, Res>(
  api: Api<Req, Res>,
  request: NoInfer<Req>,
  response: NoInfer<Res>,
): SampleMessage<unknown, unknown> {
  return { api, request, response } as SampleMessage<unknown, unknown>;
}

/** A topic id that samples share. */
export const SAMPLE_TOPIC_ID = fakeTopicId(4711);
/** An offset far beyond 2^53. */
export const SAMPLE_HUGE = 2n ** 62n + 12345n;
