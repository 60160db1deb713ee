import { defineConfig } from 'vitest/config';

/** Three projects: `unit` needs no services and takes seconds; `int` starts real Kafka clusters and PostgreSQL; `long` does so for minutes and is not part of `npm test`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,demo,bin,bench,components,app}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.int.test.ts', '**/*.long.test.ts', '**/node_modules/**', '**/.next/**'],
          environment: 'node',
          // A few simulate many passes: a busy machine takes longer than five seconds for them.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'int',
          include: ['{lib,demo,bin,bench}/**/*.int.test.ts'],
          exclude: ['**/node_modules/**', '**/.next/**'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'long',
          include: ['{lib,demo,bin,bench}/**/*.long.test.ts'],
          exclude: ['**/node_modules/**', '**/.next/**'],
          environment: 'node',
          testTimeout: 900_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          pool: 'forks',
        },
      },
    ],
  },
});
