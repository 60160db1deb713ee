import { describe, expect, it } from 'vitest';
import type { DataColumn } from '../columns.ts';
import { filterRows } from './filter-rows.ts';

interface Row {
  name: string;
  lag: string | null;
  behind: number | null;
  size: string | null;
  rate: number | null;
  cpu: number | null;
  state: string | null;
  seen: string | null;
  internal: boolean;
  tags: string[];
}

const CLOCK = { now: () => Date.parse('2026-11-25T12:00:00Z') };
const empty: Row = {
  name: '',
  lag: null,
  behind: null,
  size: null,
  rate: null,
  cpu: null,
  state: null,
  seen: null,
  internal: false,
  tags: [],
};
const rows: Row[] = [
  {
    ...empty,
    name: 'pedidos-eu',
    lag: '9007199254740993',
    behind: 400,
    size: '2147483648',
    rate: 1500.5,
    cpu: 0.81,
    state: 'Stable',
    seen: '2026-11-25T11:58:00Z',
    tags: ['prod', 'dois nomes'],
  },
  {
    ...empty,
    name: 'Pedidos (notificações)',
    lag: '9007199254740992',
    behind: 30,
    size: '1024',
    rate: 0,
    cpu: 0.5,
    state: 'Empty',
    seen: '2026-11-20T00:00:00Z',
  },
  { ...empty, name: 'estoque', lag: '0', behind: 0, state: 'Dead', internal: true, tags: ['test'] },
  { ...empty, name: 'localhost:9092' },
];
const word: Record<string, string> = { Stable: 'estável', Empty: 'sem membros', Dead: 'extinto' };
const columns: DataColumn<Row>[] = [
  { id: 'name', header: 'Nome', width: 1, type: 'text', value: (row) => row.name },
  { id: 'lag', header: 'Lag', width: 1, type: 'number', value: (row) => row.lag },
  { id: 'behind', header: 'Atraso', width: 1, type: 'duration', unit: 's', value: (row) => row.behind },
  { id: 'size', header: 'Tamanho', width: 1, type: 'bytes', value: (row) => row.size },
  { id: 'rate', header: 'msg/s', width: 1, type: 'rate', value: (row) => row.rate, aliases: ['taxa'] },
  { id: 'cpu', header: 'CPU', width: 1, type: 'percent', value: (row) => row.cpu },
  {
    id: 'state',
    header: 'Estado',
    width: 1,
    type: 'state',
    value: (row) => row.state,
    filterValue: (row) => (row.state === null ? null : [row.state, word[row.state] ?? '']),
  },
  { id: 'seen', header: 'Última vez', width: 1, type: 'time', value: (row) => row.seen },
  { id: 'internal', header: 'Interno', width: 1, type: 'boolean', value: (row) => row.internal },
  { id: 'tags', header: 'Tags', width: 1, type: 'tags', value: (row) => row.tags },
];

function names(filter: string): string[] | string {
  const found = filterRows(rows, columns, filter, CLOCK);
  return 'code' in found ? found.code : found.map(({ name }) => name.slice(0, 7));
}

describe('plain words', () => {
  it.each([
    ['PEDIDOS', ['pedidos', 'Pedidos']],
    ['notificacoes pedidos', ['Pedidos']],
    ['pedidos eu', ['pedidos']],
    ['ped*eu', ['pedidos']],
    ['localhost:9092', ['localho']],
    ['or', []],
    ['pedidos or', []],
    ['pedidos or estoque', ['pedidos', 'Pedidos', 'estoque']],
    ['pedidos ou estoque', ['pedidos', 'Pedidos', 'estoque']],
    ['pedidos e eu', ['pedidos']],
    ['-pedidos', ['estoque', 'localho']],
    ['not pedidos', ['estoque', 'localho']],
    ['não pedidos -estoque', ['localho']],
    ['"pedidos-eu"', ['pedidos']],
    ['"(notif"', ['Pedidos']],
    ['"*"', []],
    ['(pedidos or estoque) -eu', ['Pedidos', 'estoque']],
    ['dois', ['pedidos']],
  ])('%s', (filter, expected) => expect(names(filter)).toEqual(expected));

  it('gives the very same rows for nothing', () => expect(filterRows(rows, columns, '  ', CLOCK)).toBe(rows));
});

describe('comparisons', () => {
  it.each([
    // 64-bit figures are exact: one apart beyond 2^53.
    ['lag>9007199254740992', ['pedidos']],
    ['lag = 9007199254740992', ['Pedidos']],
    ['lag>1k', ['pedidos', 'Pedidos']],
    ['LAG<=0', ['estoque']],
    // What nobody knows is neither more, nor less, nor different, nor the contrary.
    ['lag!=0', ['pedidos', 'Pedidos']],
    ['not lag>0', ['estoque']],
    ['not (lag>0 or name:loc*)', ['estoque']],
    ['lag=unknown', ['localho']],
    ['lag!=desconhecido', ['pedidos', 'Pedidos', 'estoque']],
    ['lag=unknown or lag>0', ['pedidos', 'Pedidos', 'localho']],
    ['behind>5min', ['pedidos']],
    ['atraso>5min', ['pedidos']],
    ['atraso >= 30', ['pedidos', 'Pedidos']],
    ['atraso<1h30min atraso>0.5min', ['pedidos']],
    ['size>=2GiB', ['pedidos']],
    ['size=1KiB', ['Pedidos']],
    ['tamanho>2GB', ['pedidos']],
    ['size<1.5k', ['Pedidos']],
    ['rate>1.5k', ['pedidos']],
    ['taxa>1500/s', ['pedidos']],
    ['cpu>80%', ['pedidos']],
    ['cpu=50', ['Pedidos']],
    ['state=empty', ['Pedidos']],
    ['estado="sem membros"', ['Pedidos']],
    ['state:sta', ['pedidos']],
    ['state!=Empty', ['pedidos', 'estoque']],
    ['-state=Empty', ['pedidos', 'estoque']],
    ['name:ped*', ['pedidos', 'Pedidos']],
    ['name:eu', ['pedidos']],
    ['name=eu', []],
    ['name="pedidos*"', []],
    ['name:*o?ue', ['estoque']],
    ['seen<5min', ['pedidos']],
    ['seen>1d', ['Pedidos']],
    ['seen=2026-11-20', ['Pedidos']],
    ['seen>=2026-11-25T11:58', ['pedidos']],
    ['ultimavez<2026-11-25', ['Pedidos']],
    ['internal=true', ['estoque']],
    ['interno=nao name:ped*', ['pedidos', 'Pedidos']],
    ['tags=prod', ['pedidos']],
    ['tags="dois nomes"', ['pedidos']],
    ['tags!=prod', ['estoque']],
  ])('%s', (filter, expected) => expect(names(filter)).toEqual(expected));

  it.each([
    ['lagg>5', 'unknownField', 0, 4],
    ['a lag>', 'missingValue', 5, 6],
    ['lag>5min', 'badNumber', 4, 8],
    ['lag>1,000', 'badNumber', 4, 9],
    ['size>5min', 'badBytes', 5, 9],
    ['behind>5MiB', 'badDuration', 7, 11],
    ['cpu>1GiB', 'badPercent', 4, 8],
    ['seen>2026-02-30', 'badTime', 5, 15],
    ['seen=5min', 'wrongOperator', 4, 5],
    ['internal=perhaps', 'badBoolean', 9, 16],
    ['name>5', 'wrongOperator', 4, 5],
    ['"open', 'unclosedQuote', 0, 5],
    ['name="open', 'unclosedQuote', 5, 10],
    ['(a', 'unclosedGroup', 0, 1],
    ['()', 'emptyGroup', 0, 2],
    ['a)', 'strayClose', 1, 2],
    ['a '.repeat(61), 'tooComplex', 120, 121],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, 'tooComplex', 21, 22],
    ['-'.repeat(40) + 'a', 'tooComplex', 21, 22],
    ['a'.repeat(1001), 'tooLong', 1000, 1001],
  ])('%s is refused with its place', (filter, code, start, end) => {
    expect(filterRows(rows, columns, filter, CLOCK)).toMatchObject({ code, start, end });
  });

  it('names the column that is spelled alike', () => {
    expect(filterRows(rows, columns, 'atrazo>5', CLOCK)).toMatchObject({
      code: 'unknownField',
      subject: 'atrazo',
      near: 'atraso',
    });
  });
});

it('what orders by a rank that means nothing to a reader matches nothing by it', () => {
  const ranked: DataColumn<Row>[] = [{ id: 'verdict', header: 'V', width: 1, sortValue: () => 7 }];
  expect(filterRows(rows, ranked, 'verdict=7', CLOCK)).toEqual([]);
});

it('infinite is more than anything', () => {
  const forever: DataColumn<{ keep: number }>[] = [
    { id: 'keep', header: 'K', width: 1, align: 'end', sortValue: (row) => row.keep },
  ];
  expect(filterRows([{ keep: Infinity }, { keep: 1 }], forever, 'keep>5', CLOCK)).toEqual([{ keep: Infinity }]);
});
