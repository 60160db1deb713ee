import { describe, expect, test } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { describeDatabaseUrl, translateDatabaseError } from './database-errors.ts';

const URL_ = 'postgresql://farol:s3cr%40t@db.internal:5433/metrics';
const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

describe('database errors', () => {
  test('the address names host, port, database and user, never the password', () => {
    expect(describeDatabaseUrl(URL_)).toBe('db.internal:5433/metrics as farol');
    expect(describeDatabaseUrl('not a url s3cret')).not.toContain('s3cret');
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', '57P01', '57P03', '53300', '28P01', '3D000', '08006'])(
    '%s is "unavailable" and names DATABASE_URL',
    (code) => {
      const translated = translateDatabaseError(withCode(code), URL_);
      expect(translated).toMatchObject({ code: 'unavailable' });
      expect((translated as AppError).message).toMatch(/DATABASE_URL \(db\.internal:5433\/metrics as farol\)/);
      expect((translated as AppError).message).not.toContain('s3cr');
    },
  );

  test('a failure of every address of a host is "unavailable"', () => {
    expect(translateDatabaseError(new AggregateError([withCode('ECONNREFUSED')]), URL_)).toMatchObject({ code: 'unavailable' });
  });

  test('cut connections without a code are "unavailable", a stopped statement is "timeout"', () => {
    expect(translateDatabaseError(new Error('Connection terminated unexpectedly'), URL_)).toMatchObject({ code: 'unavailable' });
    expect(translateDatabaseError(withCode('57014'), URL_)).toMatchObject({ code: 'timeout' });
  });

  test('a mistake in a statement stays what it is', () => {
    const error = withCode('42601');
    expect(translateDatabaseError(error, URL_)).toBe(error);
    const own = new AppError('conflict', 'x');
    expect(translateDatabaseError(own, URL_)).toBe(own);
  });
});
