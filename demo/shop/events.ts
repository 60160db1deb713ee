import { randomUUID } from 'node:crypto';

/** One record before it is sent. `key` null = spread over all partitions. */
export interface ShopRecord {
  key: string | null;
  value: string;
}

/** Source of chance, 0 ≤ r < 1, passed in so that tests can hold it still. */
export type Random = () => number;

const PRODUCTS = ['caneca', 'camiseta', 'livro', 'fone', 'mochila', 'luminária', 'teclado', 'garrafa'] as const;
const PAGES = ['/', '/busca', '/produto', '/carrinho', '/ofertas', '/conta'] as const;
const CUSTOMERS = 5_000;
/** Share of clicks of visitors who are not signed in; all of them carry the same key, which heats one partition. */
const ANONYMOUS_SHARE = 0.7;

const pick = <T>(items: readonly [T, ...T[]], random: Random): T => items[Math.floor(random() * items.length)] ?? items[0];
const customer = (random: Random) => `cliente-${Math.floor(random() * CUSTOMERS)}`;

/** An order, keyed by its customer. */
export function orderRecord(random: Random, nowMs: number): ShopRecord {
  const key = customer(random);
  const items = 1 + Math.floor(random() * 4);
  const order = {
    id: randomUUID(),
    cliente: key,
    itens: Array.from({ length: items }, () => ({ produto: pick(PRODUCTS, random), quantidade: 1 + Math.floor(random() * 3) })),
    total: Math.round(random() * 50_000) / 100,
    criadoEm: new Date(nowMs).toISOString(),
  };
  return { key, value: JSON.stringify(order) };
}

/** A click of web tracking. Keyed badly on purpose: see `ANONYMOUS_SHARE`. */
export function clickRecord(random: Random, nowMs: number): ShopRecord {
  const key = random() < ANONYMOUS_SHARE ? 'anonimo' : customer(random);
  return { key, value: JSON.stringify({ visitante: key, pagina: pick(PAGES, random), em: nowMs }) };
}

/** An entry of the audit trail. */
export function auditRecord(random: Random, nowMs: number): ShopRecord {
  return { key: null, value: JSON.stringify({ quem: customer(random), acao: 'pedido.criado', em: nowMs }) };
}

/** The last value of each gauge of the shop's services: a compacted topic keeps one record a key. */
export function metricRecords(random: Random, nowMs: number): ShopRecord[] {
  return ['loja', 'estoque', 'pagamento', 'notificacoes'].flatMap((service) =>
    ['cpu', 'memoria', 'fila'].map((name) => ({
      key: `${service}.${name}`,
      value: JSON.stringify({ valor: Math.round(random() * 1000) / 10, em: nowMs }),
    })),
  );
}
