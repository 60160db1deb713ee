import { parseArgs } from 'node:util';
import { passBench, type PassBenchSize } from './pass.ts';
import { storageBench } from './storage.ts';

const HELP = `Usage: farol bench [pass|storage]… [--size small|large]…

Measures Farol on real clusters of the Kafka lab and a real PostgreSQL and prints the figures beside their budgets.
Without names: everything. A pass of the large size (20,000 partitions, 1,000 groups) needs about 8 GiB of memory and several minutes.
`;

const SIZES: readonly PassBenchSize[] = ['small', 'large'];
const SUBJECTS = ['pass', 'storage'] as const;

/** Bytes that one raw value may take on disk, rows, indexes and all. */
const RAW_BYTES_BUDGET = 2;

const EXIT_MISSED = 1;
const EXIT_USAGE = 2;

const { values, positionals } = parseArgs({
  options: { size: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h', default: false } },
  allowPositionals: true,
});
const unknown = [
  ...positionals.filter((name) => !SUBJECTS.some((subject) => subject === name)),
  ...(values.size ?? []).filter((name) => !SIZES.some((size) => size === name)),
];

if (values.help) process.stdout.write(HELP);
else if (unknown.length > 0) {
  process.stderr.write(`farol bench: "${unknown.join('", "')}" cannot be measured. See farol bench --help.\n`);
  process.exitCode = EXIT_USAGE;
} else process.exitCode = await measure();

async function measure(): Promise<number> {
  const wants = (subject: (typeof SUBJECTS)[number]) => positionals.length === 0 || positionals.includes(subject);
  const missed: string[] = [];
  if (wants('storage')) {
    // Prints its own table, budgets beside the figures.
    const figures = await storageBench((line) => process.stdout.write(`${line}\n`));
    if (!(figures.bytesPerValue.raw <= RAW_BYTES_BUDGET)) {
      missed.push(`stored bytes per raw value: ${figures.bytesPerValue.raw.toFixed(2)}, budget ${RAW_BYTES_BUDGET}`);
    }
  }
  if (wants('pass')) {
    const results = await passBench({ sizes: SIZES.filter((size) => values.size === undefined || values.size.includes(size)) });
    missed.push(...results.flatMap((result) => result.missed));
  }
  process.stdout.write(
    missed.length === 0 ? '\nall budgets held\n' : `\nbudgets missed:\n${missed.map((line) => `  ${line}\n`).join('')}`,
  );
  return missed.length === 0 ? 0 : EXIT_MISSED;
}
