import { expect, it } from 'vitest';
import { configSource, isChanged, sourceRank } from './config-source.ts';

it.each([
  ['DYNAMIC_TOPIC_CONFIG', 'topic'],
  ['DYNAMIC_BROKER_CONFIG', 'broker'],
  ['DYNAMIC_DEFAULT_BROKER_CONFIG', 'cluster'],
  ['STATIC_BROKER_CONFIG', 'static'],
  ['DEFAULT_CONFIG', 'default'],
  ['GROUP_CONFIG', 'group'],
  ['dynamic_topic', 'topic'],
  ['dynamic_default_broker', 'cluster'],
  ['DYNAMIC_BROKER_LOGGER_CONFIG', 'broker'],
  ['SOMETHING_NEW', 'unknown'],
  ['', 'unknown'],
] as const)('reads %s as %s', (source, word) => {
  expect(configSource(source)).toBe(word);
});

it("puts what was set closest first and Kafka's defaults last", () => {
  const sources = [
    'DEFAULT_CONFIG',
    'STATIC_BROKER_CONFIG',
    'DYNAMIC_TOPIC_CONFIG',
    'DYNAMIC_DEFAULT_BROKER_CONFIG',
    'DYNAMIC_BROKER_CONFIG',
  ];
  expect(sources.toSorted((a, b) => sourceRank(a) - sourceRank(b))).toEqual([
    'DYNAMIC_TOPIC_CONFIG',
    'DYNAMIC_BROKER_CONFIG',
    'DYNAMIC_DEFAULT_BROKER_CONFIG',
    'STATIC_BROKER_CONFIG',
    'DEFAULT_CONFIG',
  ]);
});

it("counts what a topic inherits as unchanged, and the broker's own file as set", () => {
  const fromFile = { source: 'STATIC_BROKER_CONFIG', isDefault: false };
  expect(isChanged(fromFile, 'topic')).toBe(false);
  expect(isChanged(fromFile, 'broker')).toBe(true);
  expect(isChanged({ source: 'DYNAMIC_TOPIC_CONFIG', isDefault: false }, 'topic')).toBe(true);
  expect(isChanged({ source: 'DEFAULT_CONFIG', isDefault: true }, 'broker')).toBe(false);
});
