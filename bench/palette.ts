import { indexTexts, rankTexts } from '#lib/core/fuzzy.ts';
import { spreadOf } from './figures.ts';

const NAMES = 40_000;
/** Time from a key to ranked results, milliseconds. */
const BUDGET_MS = 50;
const ROUNDS = 20;
const SHOWN = 30;

const PARTS = [
  ['loja', 'estoque', 'pagamento', 'cliente', 'frete', 'Catalogo', 'fraude', 'telemetry', 'crm', 'billing'],
  ['pedidos', 'eventos', 'snapshots', 'commands', 'changelog', 'dlq', 'retry', 'cdc', 'Notificacoes', 'metrics'],
  ['v1', 'v2', 'prod', 'staging', 'internal', 'eu-west-1', 'sa-east-1', 'repartition'],
];
/** What people type: whole words, pieces, initials, several words, nothing that exists. */
const QUERIES = ['p', 'pe', 'pedidos', 'loja v2', 'lpv', 'changelog 17', 'fraude.cdc', 'tlmtry', 'zzzz', 'notificacoes prod 3'];

function names(): string[] {
  return Array.from({ length: NAMES }, (_none, at) => {
    const parts = PARTS.map((choices, place) => choices[Math.floor(at / 7 ** place) % choices.length]);
    return `${parts.join(at % 3 === 0 ? '-' : '.')}.${at}`;
  });
}

/** How long the command palette needs to rank names after a key. Returns what missed its budget. */
export function paletteBench(print: (line: string) => void): string[] {
  const texts = names();
  const startedAt = performance.now();
  const index = indexTexts(texts);
  const indexMs = performance.now() - startedAt;
  const times = QUERIES.flatMap((query) =>
    Array.from({ length: ROUNDS }, () => {
      const typedAt = performance.now();
      rankTexts(index, query, SHOWN);
      return performance.now() - typedAt;
    }),
  );
  const { p50, p95, max } = spreadOf(times);
  print(
    `palette, ${NAMES} names: index ${indexMs.toFixed(0)} ms once, ranking p50 ${p50.toFixed(1)} · p95 ${p95.toFixed(1)} · max ${max.toFixed(1)} ms, budget ${BUDGET_MS} ms`,
  );
  return p95 <= BUDGET_MS ? [] : [`palette: ranking ${NAMES} names p95 ${p95.toFixed(1)} ms, budget ${BUDGET_MS} ms`];
}
