import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { failuresAfter } from './connection.ts';

describe('failures in a row', () => {
  it('are answers that never came', () => {
    expect(failuresAfter(0, new ApiError('offline', 'no answer'))).toBe(1);
    expect(failuresAfter(1, new ApiError('timeout', 'late'))).toBe(2);
  });

  it('end with any answer, a refusal too', () => {
    expect(failuresAfter(3, new ApiError('forbidden', 'no', { status: 403 }))).toBe(0);
    expect(failuresAfter(3, new Error('drawn wrongly'))).toBe(0);
  });
});
