import { expect, test } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { run } from './sample.ts';

test.each([
  ['no cluster', []],
  ['a server without a port', ['--brokers', 'localhost']],
  ['a config file that is not there', ['--config', 'not/there.properties']],
  ['a deadline that is no number', ['--brokers', 'localhost:1', '--deadline', 'soon']],
  ['a deadline of nothing', ['--brokers', 'localhost:1', '--deadline', '0']],
])('refuses %s as wrong use, before it connects', async (_name, args) => {
  await expect(run(args)).rejects.toMatchObject({ code: 'invalid' });
});

test('refuses options it does not know', async () => {
  await expect(run(['--brokers', 'localhost:1', '--jsn'])).rejects.toMatchObject({ code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
});

test('says in one line which address refused, and fails', async () => {
  const failure = await run(['--brokers', '127.0.0.1:1', '--deadline', '2']).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  expect(failure).toMatchObject({ code: 'unavailable' });
  expect(String(failure)).toMatch(/127\.0\.0\.1:1/);
  expect(String(failure)).not.toContain('\n');
});
