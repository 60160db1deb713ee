import { join, resolve } from 'node:path';
import { env, type Env } from '#lib/env.ts';
import type { LogView } from './log-line.ts';

/** What is being run: `start` for use, `demo` with a Kafka and a shop of its own, `dev` with pages that reload. */
export type RunMode = 'start' | 'demo' | 'dev';

/** The environment as the supervisor sees it. */
export interface RunSettings {
  mode: RunMode;
  env: Env;
  /** Folder of this run's data; the demonstration has its own, so that it never mixes with real clusters. */
  dataDir: string;
  logView: LogView;
}

/** Reads the environment for a run. Throws `invalid` listing every problem. */
export function readSettings(mode: RunMode): RunSettings {
  if (mode === 'demo') {
    process.env['FAROL_DEMO'] = '1';
    process.env['FAROL_DATA_DIR'] ||= join('.farol', 'demo');
  }
  const settings = env();
  return {
    mode,
    env: settings,
    dataDir: resolve(settings.dataDir),
    logView: chooseLogView(process.env['LOG_FORMAT'], settings.production),
  };
}

/** Machines that collect logs want every line; a person at a terminal wants what matters and finds the rest in the log files. */
export function chooseLogView(format: string | undefined, production: boolean): LogView {
  if (format === 'json' || format === 'text') return format;
  return production ? 'json' : 'brief';
}

/** The environment of the children: what the supervisor decided replaces what it was told, and secrets in files are read once. */
export function childEnvironment(settings: RunSettings, databaseUrl: string, outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL_FILE: _databaseFile, APP_SECRET_FILE: _secretFile, ...rest } = outer;
  return {
    ...rest,
    DATABASE_URL: databaseUrl,
    APP_SECRET: settings.env.appSecret,
    FAROL_DATA_DIR: settings.dataDir,
    FAROL_DEMO: settings.mode === 'demo' ? '1' : '0',
    FAROL_MODE: settings.env.production ? 'production' : 'local',
    HOSTNAME: settings.env.hostname,
    PORT: String(settings.env.port),
    NODE_ENV: settings.mode === 'dev' ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
