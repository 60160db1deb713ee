import { describe, expect, it, vi } from 'vitest';
import { main } from './farol.ts';
import { COMMANDS, usage } from './launcher/usage.mjs';

/** Runs a command in this process and returns what it would have shown. */
async function say(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await main(args);
    const text = (spy: typeof out) => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
    return { code, out: text(out), err: text(err) };
  } finally {
    vi.restoreAllMocks();
  }
}

describe('farol', () => {
  it('lists every command in its help', () => {
    for (const { name } of COMMANDS) expect(usage()).toContain(`\n  ${name} `);
  });

  it('answers an unknown command with exit code 2 and the names it knows', async () => {
    const { code, err } = await say('strat');
    expect(code).toBe(2);
    expect(err).toMatch(/^farol: no command "strat"\. Commands: start, demo, /);
  });

  it('answers an unknown option with exit code 2 and one line', async () => {
    const { code, err } = await say('build', '--fast');
    expect(code).toBe(2);
    expect(err).toMatch(/^farol build: Unknown option '--fast'/);
  });

  it.each(['start', 'demo', 'dev', 'build', 'migrate', 'sampler', 'check-config', 'verify', 'test', 'web'])(
    '%s --help explains itself on stdout',
    async (name) => {
      const { code, out } = await say(name, '--help');
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^Usage: farol ${name}`));
    },
  );
});
