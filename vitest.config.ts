import { defineConfig } from 'vitest/config';

/** Two projects: `unit` needs no services and takes seconds; `int` starts real Kafka clusters and PostgreSQL. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,demo,bin,bench,components,app}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**', '**/.next/**'],
          environment: 'node',
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
    ],
  },
});
