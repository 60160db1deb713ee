import { expect, it } from 'vitest';
import { readFailure } from './read-failure.ts';

it('keeps code, detail and request id of a problem document', () => {
  const error = Object.assign(new Error('x'), { status: 403, code: 'forbidden', detail: 'Ask an admin.', requestId: 'r-1' });
  expect(readFailure(error)).toEqual({ status: 403, code: 'forbidden', detail: 'Ask an admin.', requestId: 'r-1', fault: null });
  expect(readFailure({ problem: { status: 503, code: 'unavailable', detail: 'd', requestId: 'r-2' } })).toEqual({
    status: 503,
    code: 'unavailable',
    detail: 'd',
    requestId: 'r-2',
    fault: null,
  });
});

it('calls a request without an answer offline', () => {
  expect(readFailure(new TypeError('Failed to fetch')).code).toBe('offline');
  expect(readFailure(undefined)).toEqual({ status: null, code: 'offline', detail: null, requestId: null, fault: null });
});

it('names a bare status', () => {
  expect(readFailure({ status: 404 }).code).toBe('not_found');
  expect(readFailure({ status: 500 }).code).toBe('internal');
});

it('keeps what the cluster failed with', () => {
  const fault = { code: 'BROKER_TIMEOUT', detail: 'b1:9092: no answer in time' };
  expect(readFailure({ status: 504, code: 'timeout', fault }).fault).toEqual(fault);
  expect(readFailure({ status: 504, code: 'timeout', fault: 'x' }).fault).toBeNull();
});
