import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { AppError } from '#lib/core/errors.ts';
import { lastLines, runToolQuietly } from '../prepare/run-tool.ts';

/** Names under which systems install Chromium or a browser of its kind. */
const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium for the end-to-end tests: Playwright's own, else the system's; fetched or installed when there is none. Throws one line when that fails. */
export async function findChromium(root: string, say: (line: string) => void): Promise<string> {
  const installed = installedChromium();
  if (installed !== null) return installed;
  say('no Chromium found: asking Playwright to fetch its own');
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const fetched = await runToolQuietly([playwright, 'install', 'chromium'], { cwd: root });
  if (fetched.ok && existsSync(chromium.executablePath())) return chromium.executablePath();
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('installing the Debian package chromium (apt-get, as root)');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runToolQuietly(['update'], { command: 'apt-get', cwd: root, env });
    const result = await runToolQuietly(['install', '-y', '--no-install-recommends', 'chromium'], {
      command: 'apt-get',
      cwd: root,
      env,
    });
    const path = installedChromium();
    if (path !== null) return path;
    throw new AppError(
      'precondition',
      `The end-to-end tests need Chromium, and apt-get could not install it: ${lastLines(result.output, 1)}`,
    );
  }
  throw new AppError(
    'precondition',
    'The end-to-end tests need Chromium: install the package chromium, or run npx playwright install chromium on a machine with network.',
  );
}

/** Path of a Chromium that is there already: Playwright's own, else the system's; null when there is none. */
export function installedChromium(): string | null {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
