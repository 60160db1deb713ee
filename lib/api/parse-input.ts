import type { z } from 'zod';
import { AppError, type InvalidParam } from '#lib/core/errors.ts';

/** Parses one part of a request. Throws `invalid` with every refused field by name; values are never echoed, since they may be secrets. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, part: 'path' | 'query' | 'body'): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const invalidParams = parsed.error.issues.flatMap((issue) => describeIssue(issue));
  throw new AppError('invalid', `The ${part} is not valid: ${invalidParams.map((p) => p.name || part).join(', ')}.`, {
    invalidParams,
  });
}

function describeIssue(issue: z.core.$ZodIssue): InvalidParam[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ name: [...issue.path.map(String), key].join('.'), reason: 'unknown field' }));
  }
  return [{ name: path, reason: issue.message }];
}

/** Query parameters as an object; a parameter given twice is refused, since two readers might choose differently. */
export function queryObject(search: URLSearchParams): Record<string, string> {
  const entries = new Map<string, string>();
  for (const [name, value] of search) {
    if (entries.has(name)) {
      throw new AppError('invalid', `The query parameter “${name}” is given more than once.`, {
        invalidParams: [{ name, reason: 'given more than once' }],
      });
    }
    entries.set(name, value);
  }
  return Object.fromEntries(entries);
}
