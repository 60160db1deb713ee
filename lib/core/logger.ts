import { pino, type Logger as PinoLogger } from 'pino';

/** Structured logger: one JSON line per event. Never message payloads, never secrets. */
export type Logger = PinoLogger;

const REDACTED_PATHS = [
  'password',
  'secret',
  'token',
  '*.password',
  '*.secret',
  '*.token',
  'headers.cookie',
  'headers.authorization',
];

/** Creates the process's logger. `level` is pino's; `name` says which process speaks (web, sampler, …). Writes to stdout. */
export function createLogger(options: { name: string; level: string }): Logger {
  return pino({
    name: options.name,
    level: options.level,
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    base: { pid: process.pid },
  });
}

/** A logger that says nothing, for tests and one-shot commands. */
export const silentLogger: Logger = pino({ level: 'silent' });
