import type { DataColumn } from '#components/table/columns.ts';
import { filterRows } from '#components/table/filter/filter-rows.ts';
import { sortRows } from '#components/table/sort-rows.ts';
import { systemClock } from '#lib/core/clock.ts';

const ROWS = 10_000;
const ROUNDS = 40;
/** Milliseconds that a filter over 10,000 rows may take. CPU time: what else runs on the machine does not count. */
const BUDGET_MS = 100;

interface Row {
  name: string;
  lag: string;
  behind: number | null;
  state: string;
}

const columns: DataColumn<Row>[] = [
  { id: 'name', header: 'Name', width: 1, type: 'text', value: (row) => row.name },
  { id: 'lag', header: 'Lag', width: 1, type: 'number', value: (row) => row.lag },
  { id: 'behind', header: 'Behind', width: 1, type: 'duration', unit: 's', value: (row) => row.behind },
  { id: 'state', header: 'State', width: 1, type: 'state', value: (row) => row.state },
];

const FILTERS = ['group 12', 'lag>500k', 'name:*pedidos*7', '(state=Empty or behind>5min) -eu not lag=0'];

/** Fresh rows, as after a pass: nothing is remembered of them yet. */
function makeRows(): Row[] {
  return Array.from({ length: ROWS }, (_, at) => ({
    name: `group-pedidos-${at % 7 === 0 ? 'eu' : 'br'}-${at}`,
    lag: String((at * 7919) % 1_000_000),
    behind: at % 5 === 0 ? null : at % 3600,
    state: at % 11 === 0 ? 'Empty' : 'Stable',
  }));
}

/** Filters and sorts 10,000 rows as lists do, first over rows just received, then over known ones as while typing. Returns what missed the budget. */
export function tableBench(print: (line: string) => void): string[] {
  const missed: string[] = [];
  const measured = (name: string, run: (rows: readonly Row[]) => void) => {
    const fresh: number[] = [];
    const known: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = makeRows();
      for (const times of [fresh, known]) {
        const start = process.cpuUsage();
        run(rows);
        const { user, system } = process.cpuUsage(start);
        times.push((user + system) / 1000);
      }
    }
    const p95 = Math.max(percentile(fresh, 0.95), percentile(known, 0.95));
    const text = [fresh, known].map((times) => `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)}`);
    print(`  ${name.padEnd(46)} fresh rows ${text[0]} ms, known rows ${text[1]} ms CPU (p50 / p95)`);
    if (p95 > BUDGET_MS) missed.push(`${name}: ${p95.toFixed(0)} ms, budget ${BUDGET_MS} ms`);
  };
  print(`\ntable: ${ROWS.toLocaleString('en')} rows`);
  for (const filter of FILTERS) measured(filter, (rows) => filterRows(rows, columns, filter, systemClock));
  for (const id of ['lag', 'name']) measured(`sort by ${id}`, (rows) => sortRows(rows, columns, { id, desc: true }, 'pt-BR'));
  return missed;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
