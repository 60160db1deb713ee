import { ownFault } from '../fault.ts';
import type { KafkaFault } from '../admin/port.ts';

/** Kafka's own limit. */
const TOPIC_NAME_MAX = 249;
const TOPIC_NAME = /^[a-zA-Z0-9._-]+$/;
/** Group and transactional ids may be any text of up to 32,767 bytes; what Farol keeps of them stands in an index of PostgreSQL, which holds some 2,700. */
const ID_BYTES_MAX = 2_000;
const TEXT_MAX = 255;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** Whether Kafka would let a topic have this name. */
export function isTopicName(name: string): boolean {
  return name.length <= TOPIC_NAME_MAX && TOPIC_NAME.test(name);
}

/** A text of a broker that is shown but asked for nowhere: cut (with …) to a length that no honest one exceeds, without control characters. */
export function shownText(text: string, lengthMax = TEXT_MAX): string {
  const cut = text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
  return cut.replace(CONTROL, '\ufffd');
}

/** The name under which a topic with an impossible name is shown: never one that could be asked for. */
export function refusedTopicName(name: string): string {
  return `\ufffd${shownText(name, TOPIC_NAME_MAX - 1)}`;
}

/** Why a group or transactional id is not read; null when it is. Any client with the right may make up such ids, so they say nothing about the broker. */
export function refusedId(id: string, what: string, nodeId: number): KafkaFault | null {
  const bytes = Buffer.byteLength(id);
  if (bytes > ID_BYTES_MAX)
    return ownFault('NAME_REFUSED', `${what} of ${bytes} bytes is left out: Farol reads up to ${ID_BYTES_MAX}`, nodeId);
  if (id.includes('\u0000')) return ownFault('NAME_REFUSED', `${what} with a zero character in it is left out`, nodeId);
  return null;
}
