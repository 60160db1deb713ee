import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { folderBytes, formatBytes } from '../launcher/stage.mjs';
import type { PrepareStage } from './prepare-stage.ts';
import { lastLines, runToolQuietly } from './run-tool.ts';

/** Builds the pages and routes for production. */
export const webBuild: PrepareStage = {
  name: 'web build',
  doing: 'building pages and routes',
  inputs: [
    'app',
    'components',
    'lib',
    'messages',
    'public',
    'proxy.ts',
    'next.config.js',
    'postcss.config.mjs',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ],
  // Node's version decides nothing in the output, the platform does (native parts of the bundler).
  salt: `${process.platform}-${process.arch}`,
  output: '.next/BUILD_ID',
  async work(root) {
    const { ok, output } = await runToolQuietly([join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    });
    if (!ok) throw failure(output);
    const serverBytes = folderBytes(join(root, '.next/server')) + folderBytes(join(root, '.next/static'));
    return `built, ${formatBytes(serverBytes)}`;
  },
};

function failure(output: string): Error {
  if (/ENOSPC|No space left on device/.test(output)) return Object.assign(new Error(output), { code: 'ENOSPC' });
  return new AppError('internal', `next build failed:\n${lastLines(output, 30)}`);
}
