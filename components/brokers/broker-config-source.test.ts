import { expect, it } from 'vitest';
import { brokerConfigSource } from './broker-config-source.ts';

it.each([
  ['DYNAMIC_BROKER_CONFIG', 'broker'],
  ['DYNAMIC_DEFAULT_BROKER_CONFIG', 'cluster'],
  ['STATIC_BROKER_CONFIG', 'file'],
  ['DEFAULT_CONFIG', 'default'],
  ['DYNAMIC_BROKER_LOGGER_CONFIG', 'broker'],
  ['SOMETHING_NEW', 'unknown'],
])('reads %s as %s', (source, word) => {
  expect(brokerConfigSource(source)).toBe(word);
});
