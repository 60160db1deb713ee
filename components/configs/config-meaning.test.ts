import { expect, it } from 'vitest';
import { createFormatter } from '#lib/core/format.ts';
import { configMeaning } from './config-meaning.ts';

const meaning = (name: string, value: string | null) =>
  configMeaning({ name, value }, createFormatter('en'))?.replaceAll('\u00a0', ' ') ?? null;

it('reads times and sizes by the unit in their key', () => {
  expect(meaning('retention.ms', '604800000')).toBe('7 d');
  expect(meaning('segment.bytes', '1073741824')).toBe('1 GiB');
});

it('adds nothing where the value speaks for itself or means "no limit"', () => {
  expect(meaning('retention.ms', '-1')).toBeNull();
  expect(meaning('max.compaction.lag.ms', '9223372036854775807')).toBeNull();
  expect(meaning('min.insync.replicas', '2')).toBeNull();
  expect(meaning('cleanup.policy', 'delete')).toBeNull();
  expect(meaning('x.ms', null)).toBeNull();
});
