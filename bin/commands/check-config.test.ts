import { describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { describeEnv, maskUrl } from './check-config.ts';

describe('check-config', () => {
  it('shows a database address without its password, wherever it stands', () => {
    expect(maskUrl('postgresql://farol:s3cret@db:5432/farol?sslpassword=t0p')).toBe(
      'postgresql://farol:********@db:5432/farol?sslpassword=********',
    );
    expect(maskUrl('postgresql://db/farol')).toBe('postgresql://db/farol');
  });

  it('shows no secret of the environment', () => {
    const raw = {
      APP_SECRET: 'q8Zr3vXk1LmN5tYw7BcD2fGh4JpS6uVaEe',
      METRICS_TOKEN: 'token-of-the-scraper',
      DATABASE_URL: 'postgresql://u:s3cret@db/x',
    };
    const shown = JSON.stringify(describeEnv(parseEnv(raw, { read: () => '', localSecret: () => '' })));
    for (const secret of [raw.APP_SECRET, raw.METRICS_TOKEN, 's3cret']) expect(shown).not.toContain(secret);
  });
});
