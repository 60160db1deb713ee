import { expect, it } from 'vitest';
import { EMPTY_DRAFT, draftMistakes, inputOf, type ClusterDraft } from './cluster-draft.ts';

const draft = (over: Partial<ClusterDraft>): ClusterDraft => ({
  ...EMPTY_DRAFT,
  name: 'Loja',
  bootstrap: 'localhost:9092',
  ...over,
});
const kinds = async (given: ClusterDraft) =>
  Object.entries(await draftMistakes(given)).map(([field, error]) => `${field}:${String(error?.type)}`);

it('sends only the way that is on screen, so that no secret of the other one leaves', () => {
  const both = draft({ properties: 'sasl.jaas.config=secret' });
  expect(inputOf(both)).toEqual({ name: 'Loja', bootstrap: 'localhost:9092' });
  expect(inputOf({ ...both, way: 'properties' })).toEqual({ name: 'Loja', properties: 'sasl.jaas.config=secret' });
});

it('takes servers separated by commas, spaces or lines', async () => {
  expect(inputOf(draft({ bootstrap: ' a:9092, b:9092\n[::1]:9093 ' })).bootstrap).toBe('a:9092,b:9092,[::1]:9093');
  expect(await kinds(draft({ bootstrap: ' a:9092, b:9092\n[::1]:9093 ' }))).toEqual([]);
});

it.each([
  [{ name: '  ' }, ['name:required']],
  [{ bootstrap: ' ' }, ['bootstrap:required']],
  [{ bootstrap: 'localhost' }, ['bootstrap:host_port']],
  [{ bootstrap: 'a:9092,b:99999' }, ['bootstrap:host_port']],
  [{ bootstrap: 'http://a:9092' }, ['bootstrap:host_port']],
  [{ way: 'properties', properties: '' }, ['properties:required']],
  [{ way: 'properties', properties: 'security.protocol=SSL' }, ['properties:no_bootstrap']],
  [{ way: 'properties', properties: '# x\n bootstrap.servers = a:9092' }, []],
  [{ name: 'x'.repeat(81) }, ['name:too_big']],
] as const)('finds what is wrong with %j', async (over, expected) => {
  expect(await kinds(draft(over))).toEqual(expected);
});
