import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import { ApiError } from '#lib/client/api-error.ts';

/**
 * Puts the server's reasons beside the fields they belong to and moves the focus to the first.
 * `properties.sasl.mechanism` belongs to the field `properties`. Returns the error when part of it has no field here, else null.
 */
export function placeInvalidParams<Values extends FieldValues>(
  error: unknown,
  fields: readonly FieldPath<Values>[],
  setError: UseFormSetError<Values>,
): unknown {
  if (!(error instanceof ApiError) || error.invalidParams.length === 0) return error;
  const reasons = new Map<FieldPath<Values>, string[]>();
  let homeless = 0;
  for (const { name, reason } of error.invalidParams) {
    const field = fields.find((candidate) => name === candidate || name.startsWith(`${candidate}.`));
    if (field === undefined) {
      homeless += 1;
      continue;
    }
    const inner = name === field ? reason : `${name.slice(field.length + 1)}: ${reason}`;
    reasons.set(field, [...(reasons.get(field) ?? []), inner]);
  }
  let isFirst = true;
  for (const [field, texts] of reasons) {
    setError(field, { type: 'server', message: texts.join(' · ') }, { shouldFocus: isFirst });
    isFirst = false;
  }
  return homeless === 0 ? null : error;
}
