import { defineConfig, devices } from '@playwright/test';
import { installedChromium } from '#bin/testing/find-chromium.ts';
import { SESSION_FILE } from './e2e/support/places.ts';

/** The Chromium that the launcher found or fetched (`farol test e2e`), else one that is installed. */
const executablePath = process.env['CHROMIUM_PATH'] ?? installedChromium() ?? undefined;

/**
 * End-to-end tests: the real built app, its sampler and PostgreSQL over a real three-broker Kafka, started once by `globalSetup`.
 * One worker: the tests look at one cluster, and one of them takes a broker down.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.farol/test-results/e2e',
  globalSetup: './e2e/support/start-everything.ts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Sao_Paulo',
    // Without a graphics card every frame of a pulsing dot is drawn by the processor that the tests wait for.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      // No sandbox: containers and root cannot have one, and only our own pages are opened. The rest keeps the browser off the network.
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'setup', testMatch: 'setup.ts' },
    { name: 'console', testMatch: '*.spec.ts', dependencies: ['setup'], use: { storageState: SESSION_FILE } },
  ],
});
