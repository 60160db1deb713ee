import { expect, it, vi } from 'vitest';
import { ApiError } from '#lib/client/api-error.ts';
import { placeReasons } from './place-reasons.ts';

const refusal = (...names: string[]) =>
  new ApiError('invalid', 'no', { invalidParams: names.map((name) => ({ name, reason: `wrong ${name}` })) });

it('puts reasons beside their fields and focuses the first', () => {
  const setError = vi.fn();
  expect(placeReasons(refusal('resources.urlByBroker.3', 'zookeeper.servers.0'), setError)).toBeNull();
  expect(setError.mock.calls).toEqual([
    ['urlByBroker', { type: 'server', message: 'wrong resources.urlByBroker.3' }, { shouldFocus: true }],
    ['zookeeperServers', { type: 'server', message: 'wrong zookeeper.servers.0' }, { shouldFocus: false }],
  ]);
});

it('keeps a refusal that has no field here', () => {
  const error = refusal('If-Match');
  expect(placeReasons(error, vi.fn())).toBe(error);
});
