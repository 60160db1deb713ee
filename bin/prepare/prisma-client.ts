import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import type { PrepareStage } from './prepare-stage.ts';
import { lastLines, runToolQuietly } from './run-tool.ts';

/** Generates the database client from prisma/schema.prisma. Works offline: the client needs no native engine, so any existing file passes for it. */
export const prismaClient: PrepareStage = {
  name: 'database client',
  doing: 'generating',
  inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'],
  salt: '',
  output: 'lib/store/generated/client.ts',
  async work(root) {
    const { ok, output } = await runToolQuietly([join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
      cwd: root,
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    });
    if (!ok) throw new AppError('internal', `prisma generate failed:\n${lastLines(output)}`);
    return 'generated';
  },
};
