import { expect, it } from 'vitest';
import { configSource } from './config-source.ts';

it.each([
  ['DYNAMIC_TOPIC_CONFIG', 'topic'],
  ['DYNAMIC_BROKER_CONFIG', 'broker'],
  ['DYNAMIC_DEFAULT_BROKER_CONFIG', 'cluster'],
  ['STATIC_BROKER_CONFIG', 'static'],
  ['DEFAULT_CONFIG', 'default'],
  ['GROUP_CONFIG', 'group'],
  ['dynamic_topic', 'topic'],
  ['dynamic_default_broker', 'cluster'],
  ['', 'unknown'],
] as const)('reads %s as %s', (source, word) => {
  expect(configSource(source)).toBe(word);
});
