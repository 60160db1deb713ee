/** One topic of the demonstration shop and why it is as it is: each shows something that Farol must make visible. */
export interface ShopTopic {
  name: string;
  partitions: number;
  replicationFactor: number;
  config: Record<string, string>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The shop's topics. Replication factors are capped at the number of brokers when they are created. */
export const SHOP_TOPICS: readonly ShopTopic[] = [
  // Orders, keyed by customer so that one customer's orders keep their order.
  {
    name: 'Pedidos',
    partitions: 12,
    replicationFactor: 3,
    config: { 'retention.ms': String(7 * DAY_MS), 'min.insync.replicas': '2' },
  },
  {
    name: 'Pagamentos',
    partitions: 6,
    replicationFactor: 3,
    config: { 'retention.ms': String(7 * DAY_MS), 'min.insync.replicas': '2' },
  },
  { name: 'Estoque', partitions: 6, replicationFactor: 3, config: { 'retention.ms': String(3 * DAY_MS) } },
  // Replication factor 1: one broker down and a third of it is offline. A design fault kept on purpose.
  { name: 'Notificacoes', partitions: 3, replicationFactor: 1, config: { 'retention.ms': String(DAY_MS) } },
  // Web tracking, the busiest; most keys are 'anonimo', so one partition is hot.
  {
    name: 'Cliques',
    partitions: 6,
    replicationFactor: 3,
    config: { 'retention.ms': String(HOUR_MS), 'segment.ms': String(HOUR_MS / 6) },
  },
  {
    name: 'Metricas',
    partitions: 3,
    replicationFactor: 3,
    config: { 'cleanup.policy': 'compact', 'segment.ms': String(HOUR_MS) },
  },
  { name: 'Auditoria', partitions: 2, replicationFactor: 3, config: { 'retention.ms': String(365 * DAY_MS) } },
  // Idle but for the client examples of the documentation.
  { name: 'meu_topico', partitions: 3, replicationFactor: 3, config: {} },
];

/** Topic names, so that producers and services cannot misspell them. */
export const TOPIC = {
  orders: 'Pedidos',
  payments: 'Pagamentos',
  stock: 'Estoque',
  notifications: 'Notificacoes',
  clicks: 'Cliques',
  metrics: 'Metricas',
  audit: 'Auditoria',
} as const;
