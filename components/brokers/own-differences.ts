import type { ConfigDiff } from '#lib/contracts/brokers.ts';

/** A value of a setting; `isKnown` false = the broker has no such setting. */
export interface SettingValue {
  value: string | null;
  isKnown: boolean;
}

/** A setting in which one broker differs from others, seen from that broker. */
export interface OwnDifference {
  name: string;
  /** Kafka's text without its markup; null when it gives none. */
  documentation: string | null;
  expected: boolean;
  own: SettingValue;
  /** What the others have, brokers of one value together, the commonest first. */
  others: (SettingValue & { nodes: number[] })[];
}

/** The differences that concern one broker: where all others agree with it, or it was not compared, there is none. */
export function diffForBroker({ data }: Pick<ConfigDiff, 'data'>, nodeId: number): OwnDifference[] {
  return data.flatMap(({ name, documentation, expected, values }): OwnDifference[] => {
    const own = values.find((value) => value.nodeId === nodeId);
    if (own === undefined) return [];
    const others = new Map<string, SettingValue & { nodes: number[] }>();
    for (const other of values) {
      if (other.nodeId === nodeId || (other.value === own.value && other.isKnown === own.isKnown)) continue;
      const key = JSON.stringify([other.isKnown, other.value]);
      const known = others.get(key);
      if (known === undefined) others.set(key, { value: other.value, isKnown: other.isKnown, nodes: [other.nodeId] });
      else known.nodes.push(other.nodeId);
    }
    if (others.size === 0) return [];
    return [
      {
        name,
        documentation: documentation === null ? null : withoutMarkup(documentation),
        expected,
        own: { value: own.value, isKnown: own.isKnown },
        others: [...others.values()].toSorted((a, b) => b.nodes.length - a.nodes.length),
      },
    ];
  });
}

/** Kafka writes its documentation for web pages; here it is text and nothing else. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(/<[^>]{0,200}>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
