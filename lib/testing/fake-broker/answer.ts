import { decodeRequest, encodeResponse, type Api } from '#lib/kafka/wire/api.ts';
import type { FakeState } from './fake-state.ts';

/** Where a live fake broker listens. */
export interface FakeNode {
  nodeId: number;
  host: string;
  port: number;
}

/** What an answer is made from. */
export interface AnswerScene {
  state: FakeState;
  /** The broker that answers. */
  nodeId: number;
  version: number;
  /** Brokers alive now. */
  brokers: readonly FakeNode[];
}

/** The server's side of one API, over the bytes of request and answer. */
export interface Answer {
  key: number;
  /** `request` follows the client id, the result follows the correlation id. */
  answer(request: Buffer, scene: AnswerScene): Buffer;
}

/** Puts the codecs around a function from request to answer. */
export function defineAnswer<Req, Res>(api: Api<Req, Res>, respond: (request: Req, scene: AnswerScene) => Res): Answer {
  return {
    key: api.key,
    answer(request, scene) {
      const decoded = decodeRequest(api, scene.version, request);
      return encodeResponse(api, scene.version, respond(decoded, scene));
    },
  };
}
