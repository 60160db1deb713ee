import { parseArgs } from 'node:util';
import { apiBench } from './api.ts';
import { browserBench } from './browser.ts';
import type { BenchSize } from './bench-clusters.ts';
import { paletteBench } from './palette.ts';
import { passBench } from './pass.ts';
import { soakBench } from './soak.ts';
import { storageBench } from './storage.ts';
import { tableBench } from './table.ts';

const HELP = `Usage: farol bench [pass|storage|api|browser|soak|table|palette]… [--size small|large|huge]… [--minutes N]

Measures Farol on clusters of the Kafka lab and a real PostgreSQL and prints the figures beside their budgets.

  pass      one pass: requests, wall time, CPU, memory. small and large are real brokers (1,000 and 20,000 partitions),
            huge are 30 fake ones (100,000 partitions, 1,000 groups, 200,000 group-partitions)
  storage   bytes a value, writing, chart reads after seven days of history, size on disk by tier
  api       list and chart requests on the running product while passes run (large, or --size)
  browser   weight and speed of the screens in Chromium over 10,000 topics (fake brokers); --minutes (5) of live charts
  palette   ranking 40,000 names in the command palette after each key
  soak      memory and event-loop delay of the sampler over --minutes (30) at size huge, or --size; only when named
  table     filtering and sorting 10,000 rows as lists in the browser do; needs nothing beside Node

Without names: pass, storage, api, browser, table and palette. The large size needs about 8 GiB of memory and several minutes.
`;

const SIZES: readonly BenchSize[] = ['small', 'large', 'huge'];
const SUBJECTS = ['pass', 'storage', 'api', 'browser', 'soak', 'table', 'palette'] as const;
type Subject = (typeof SUBJECTS)[number];

/** Bytes that one raw value may take on disk, rows, indexes and all. */
const RAW_BYTES_BUDGET = 2;
const SOAK_MINUTES = 30;
const LIVE_MINUTES = 5;

const EXIT_MISSED = 1;
const EXIT_USAGE = 2;

const { values, positionals } = parseArgs({
  options: {
    size: { type: 'string', multiple: true },
    minutes: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});
const minutes = values.minutes === undefined ? null : Number(values.minutes);
const unknown = [
  ...positionals.filter((name) => !SUBJECTS.some((subject) => subject === name)),
  ...(values.size ?? []).filter((name) => !SIZES.some((size) => size === name)),
  ...(minutes === null || minutes > 0 ? [] : [values.minutes ?? '']),
];

if (values.help) process.stdout.write(HELP);
else if (unknown.length > 0) {
  process.stderr.write(`farol bench: "${unknown.join('", "')}" cannot be measured. See farol bench --help.\n`);
  process.exitCode = EXIT_USAGE;
} else process.exitCode = await measure();

async function measure(): Promise<number> {
  const wants = (subject: Subject) => (positionals.length === 0 ? subject !== 'soak' : positionals.includes(subject));
  const sizes = (usual: readonly BenchSize[]) =>
    values.size === undefined ? usual : SIZES.filter((size) => values.size?.includes(size));
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const missed: string[] = [];
  if (wants('storage')) {
    // Prints its own table, budgets beside the figures.
    const figures = await storageBench(print);
    if (!(figures.bytesPerValue.raw <= RAW_BYTES_BUDGET)) {
      missed.push(`stored bytes per raw value: ${figures.bytesPerValue.raw.toFixed(2)}, budget ${RAW_BYTES_BUDGET}`);
    }
  }
  if (wants('pass')) {
    const results = await passBench({ sizes: sizes(SIZES) });
    missed.push(...results.flatMap((result) => result.missed));
  }
  if (wants('api')) for (const size of sizes(['large'])) missed.push(...(await apiBench(size, print)));
  if (wants('browser')) missed.push(...(await browserBench(minutes ?? LIVE_MINUTES, print)));
  if (wants('table')) missed.push(...tableBench(print));
  if (wants('palette')) missed.push(...paletteBench(print));
  if (wants('soak')) for (const size of sizes(['huge'])) missed.push(...(await soakBench(size, minutes ?? SOAK_MINUTES, print)));
  print(missed.length === 0 ? '\nall budgets held' : `\nbudgets missed:\n${missed.map((line) => `  ${line}`).join('\n')}`);
  return missed.length === 0 ? 0 : EXIT_MISSED;
}
