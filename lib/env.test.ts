import { describe, expect, it } from 'vitest';
import { AppError } from './core/errors.ts';
import { parseEnv, secretWeakness, type EnvFiles } from './env.ts';

const GOOD_SECRET = 'q8Zr3vXk1LmN5tYw7BcD2fGh4JpS6uVaEe';
const files: EnvFiles = {
  read(path) {
    if (path === '/run/secrets/db') return 'postgresql://farol:s3cret@db:5432/farol\n';
    if (path === '/run/secrets/app') return `${GOOD_SECRET}\n`;
    throw new Error('ENOENT: no such file');
  },
  localSecret: (dataDir) => `local secret of ${dataDir}`,
};

function problemsOf(raw: Record<string, string>): string[] {
  try {
    parseEnv(raw, files);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    return error.invalidParams.map(({ name, reason }) => `${name}: ${reason}`);
  }
  throw new Error('the environment was accepted');
}

describe('parseEnv', () => {
  it('needs nothing: an empty environment is a local Farol with its own PostgreSQL', () => {
    const env = parseEnv({}, files);
    expect(env).toMatchObject({
      databaseUrl: null,
      port: 3000,
      hostname: '127.0.0.1',
      production: false,
      demo: false,
      kafkaBrokers: null,
    });
    expect(env.appSecret).toBe(`local secret of ${env.dataDir}`);
  });

  it('reports every problem at once, by name', () => {
    const problems = problemsOf({ PORT: '99999', TRUST_PROXY: 'maybe', FAROL_COLOUR: 'blue', DATABASE_URL: 'mysql://x' });
    expect(problems.map((line) => line.split(':')[0])).toEqual(['FAROL_COLOUR', 'DATABASE_URL', 'PORT', 'TRUST_PROXY']);
  });

  it('refuses an unknown name under its own prefix and leaves foreign names alone', () => {
    expect(problemsOf({ FAROL_PORT: '1' })).toEqual([expect.stringMatching(/^FAROL_PORT: no such setting/)]);
    expect(() => parseEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: 'x', ANYTHING: '1' }, files)).not.toThrow();
  });

  it('takes an empty value as not set', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', FAROL_CONFIG: '' }, files)).toMatchObject({
      port: 3000,
      databaseUrl: null,
      configFile: null,
    });
  });

  it('reads secrets from the files their _FILE names give', () => {
    const env = parseEnv({ DATABASE_URL_FILE: '/run/secrets/db', APP_SECRET_FILE: '/run/secrets/app' }, files);
    expect(env.databaseUrl).toBe('postgresql://farol:s3cret@db:5432/farol');
    expect(env.appSecret).toBe(GOOD_SECRET);
  });

  it('refuses a secret given twice and a secret file that cannot be read, without showing values', () => {
    const problems = problemsOf({ APP_SECRET: GOOD_SECRET, APP_SECRET_FILE: '/run/secrets/app', METRICS_TOKEN_FILE: '/nowhere' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain(GOOD_SECRET);
    expect(problems.join()).toMatch(/METRICS_TOKEN_FILE: cannot read \/nowhere/);
  });

  it('stops a production start without a strong secret', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^APP_SECRET: missing/)]);
    expect(problemsOf({ NODE_ENV: 'production', APP_SECRET: 'short' })).toEqual([
      expect.stringMatching(/5 characters, at least 32/),
    ]);
    expect(parseEnv({ NODE_ENV: 'production', APP_SECRET: GOOD_SECRET }, files).production).toBe(true);
  });

  it('trusts the launcher about production, because next start sets NODE_ENV by itself', () => {
    expect(parseEnv({ NODE_ENV: 'production', FAROL_MODE: 'local' }, files).production).toBe(false);
  });

  it('never runs the demonstration in production', () => {
    expect(problemsOf({ NODE_ENV: 'production', APP_SECRET: GOOD_SECRET, FAROL_DEMO: '1' })).toEqual([
      expect.stringMatching(/^FAROL_DEMO/),
    ]);
  });

  it('listens on loopback unless the operator names an address; the name of the machine is not one', async () => {
    const { hostname } = await import('node:os');
    expect(parseEnv({ HOSTNAME: hostname() }, files).hostname).toBe('127.0.0.1');
    expect(parseEnv({ HOSTNAME: '0.0.0.0' }, files).hostname).toBe('0.0.0.0');
  });

  it('accepts both names for the brokers, and refuses two that differ', () => {
    expect(parseEnv({ KAFKA_BOOTSTRAP_SERVERS: 'a:9092, [::1]:9093' }, files).kafkaBrokers).toBe('a:9092, [::1]:9093');
    expect(problemsOf({ KAFKA_BROKERS: 'a:1', KAFKA_BOOTSTRAP_SERVERS: 'b:1' })).toHaveLength(1);
    expect(problemsOf({ KAFKA_BROKERS: 'a:1,b' })).toEqual([expect.stringMatching(/^KAFKA_BROKERS: expected host:port/)]);
    expect(problemsOf({ KAFKA_PROPERTIES_FILE: 'x' })).toEqual([expect.stringMatching(/needs KAFKA_BROKERS/)]);
  });

  it('takes a canary and a source of broker resources for the one cluster, and only whole', () => {
    expect(
      parseEnv(
        { KAFKA_BROKERS: 'a:1', KAFKA_CANARY: 'true', KAFKA_METRICS_TYPE: 'jolokia', KAFKA_METRICS_URL: 'http://{host}:8778/' },
        files,
      ),
    ).toMatchObject({ kafkaCanary: true, kafkaMetrics: { kind: 'jolokia', url: 'http://{host}:8778/' } });
    expect(parseEnv({ KAFKA_BROKERS: 'a:1' }, files)).toMatchObject({ kafkaCanary: false, kafkaMetrics: null });
    expect(problemsOf({ KAFKA_BROKERS: 'a:1', KAFKA_METRICS_URL: 'x' })).toEqual([
      expect.stringMatching(/needs KAFKA_METRICS_TYPE/),
    ]);
    expect(problemsOf({ KAFKA_BROKERS: 'a:1', KAFKA_METRICS_TYPE: 'jolokia' })).toEqual([
      expect.stringMatching(/needs KAFKA_METRICS_URL/),
    ]);
    expect(problemsOf({ KAFKA_CANARY: '1' })).toEqual([expect.stringMatching(/^KAFKA_CANARY: needs KAFKA_BROKERS/)]);
    expect(problemsOf({ KAFKA_BROKERS: 'a:1', KAFKA_METRICS_TYPE: 'jmx', KAFKA_METRICS_URL: 'x' })).toEqual([
      expect.stringMatching(/^KAFKA_METRICS_TYPE: expected/),
    ]);
  });

  it('takes the slash off the public address', () => {
    expect(parseEnv({ PUBLIC_URL: 'https://farol.example.org/' }, files).publicUrl).toBe('https://farol.example.org');
    expect(problemsOf({ PUBLIC_URL: 'ftp://x' })).toHaveLength(1);
  });
});

describe('secretWeakness', () => {
  it.each([
    [undefined, /missing/],
    ['a'.repeat(31), /31 characters/],
    ['a'.repeat(64), /too few/],
    ['better-auth-secret-12345678901234567890', /published example/],
    ['please-change-me-please-now-thank-you-all', /published example/],
  ])('finds %s too weak', (secret, reason) => {
    expect(secretWeakness(secret)).toMatch(reason);
  });

  it('accepts a random one', () => {
    expect(secretWeakness(GOOD_SECRET)).toBeNull();
  });
});
