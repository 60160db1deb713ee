import { describe, expect, it } from 'vitest';
import { ProblemDocument } from '#lib/contracts/common.ts';
import { AppError, RetryLater } from '#lib/core/errors.ts';
import { problemDocument, problemResponse } from './problem.ts';

describe('problemDocument', () => {
  it('tells an expected failure with its code, detail, request and fields', () => {
    const error = new AppError('invalid', 'The name is empty.', { invalidParams: [{ name: 'name', reason: 'expected text' }] });
    const document = problemDocument(error, 'r-1');
    expect(ProblemDocument.parse(document)).toEqual(document);
    expect(document).toMatchObject({ status: 400, code: 'invalid', detail: 'The name is empty.', requestId: 'r-1' });
    expect(document.invalidParams).toEqual([{ name: 'name', reason: 'expected text' }]);
  });

  it('tells nothing of an unexpected error but where to look', () => {
    for (const error of [new Error('password=hunter2'), new AppError('internal', 'secret path /etc'), 'text', null]) {
      const text = JSON.stringify(problemDocument(error, 'r-2'));
      expect(text).toContain('r-2');
      expect(text).not.toMatch(/hunter2|etc|stack/);
    }
  });

  it('is sent as problem+json and says when to come back', async () => {
    const response = problemResponse(new RetryLater('Slow down.', 1.2), 'r-3');
    expect(response.status).toBe(429);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ code: 'too_many_requests' });
    const away = problemResponse(new AppError('unavailable', 'The database is away.'), 'r-4');
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
  });
});
