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
  return new AppError('internal', `next build failed:\n${fromFirstError(output)}`);
}

const ERROR_LINES_MAX = 25;

/** Warnings come after errors in the bundler's report and hide them: show what starts at the first error. */
function fromFirstError(output: string): string {
  const lines = output.trimEnd().split('\n');
  const first = lines.findIndex((line) => /^(Type |Syntax)?error\b|^Failed to|^Parsing /i.test(line.trim()));
  if (first < 0) return lastLines(output, ERROR_LINES_MAX);
  // The lines before name the file.
  return lines.slice(Math.max(0, first - 5), first + ERROR_LINES_MAX).join('\n');
}
