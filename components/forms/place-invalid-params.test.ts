import { expect, it, vi } from 'vitest';
import { ApiError } from '#lib/client/api-error.ts';
import { placeInvalidParams } from './place-invalid-params.ts';

interface Values {
  name: string;
  properties: string;
}

const refusal = (...params: { name: string; reason: string }[]) =>
  new ApiError('invalid', 'No.', { status: 400, invalidParams: params });

it('places each reason at its field, nested names at their field, and focuses the first', () => {
  const setError = vi.fn<(name: string, error: object, options?: object) => void>();
  const rest = placeInvalidParams<Values>(
    refusal(
      { name: 'properties.sasl.mechanism', reason: 'is not known' },
      { name: 'properties.ssl.protocol', reason: 'is not allowed' },
      { name: 'name', reason: 'is taken' },
    ),
    ['name', 'properties'],
    setError,
  );
  expect(rest).toBeNull();
  expect(setError.mock.calls).toEqual([
    [
      'properties',
      { type: 'server', message: 'sasl.mechanism: is not known · ssl.protocol: is not allowed' },
      { shouldFocus: true },
    ],
    ['name', { type: 'server', message: 'is taken' }, { shouldFocus: false }],
  ]);
});

it('gives back what has no field here, so that it is said somewhere', () => {
  const setError = vi.fn<(name: string, error: object, options?: object) => void>();
  const unknownField = refusal({ name: 'planHash', reason: 'is old' });
  expect(placeInvalidParams<Values>(unknownField, ['name'], setError)).toBe(unknownField);
  const other = new TypeError('x');
  expect(placeInvalidParams<Values>(other, ['name'], setError)).toBe(other);
  expect(setError).not.toHaveBeenCalled();
});
