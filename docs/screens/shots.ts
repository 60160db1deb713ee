/** One picture of a screen. */
export interface Shot {
  name: string;
  path: string;
  locale: 'pt-BR' | 'en';
  theme: 'light' | 'dark';
  width: 1440 | 390;
}

const CLUSTER = '/clusters/loja-demo';

/** Screens of the demonstration; `isMain`: also taken on a phone. */
const SCREENS: readonly { name: string; path: string; isMain?: boolean }[] = [
  { name: 'fleet', path: '/' },
  { name: 'overview', path: CLUSTER, isMain: true },
  { name: 'brokers', path: `${CLUSTER}/brokers`, isMain: true },
  { name: 'broker', path: `${CLUSTER}/brokers/1` },
  { name: 'broker-resources', path: `${CLUSTER}/brokers/1?tab=resources` },
  { name: 'topics', path: `${CLUSTER}/topics`, isMain: true },
  { name: 'topic', path: `${CLUSTER}/topics/Pedidos`, isMain: true },
  { name: 'topic-partitions', path: `${CLUSTER}/topics/Cliques?tab=partitions` },
  { name: 'topic-config', path: `${CLUSTER}/topics/Pedidos?tab=config` },
  { name: 'groups', path: `${CLUSTER}/groups`, isMain: true },
  { name: 'group', path: `${CLUSTER}/groups/notificacoes`, isMain: true },
  { name: 'group-members', path: `${CLUSTER}/groups/estoque?tab=members` },
  { name: 'group-slow', path: `${CLUSTER}/groups/notificacoes?tab=slow` },
  { name: 'advice', path: `${CLUSTER}/advice`, isMain: true },
  { name: 'events', path: `${CLUSTER}/events` },
  { name: 'canary', path: `${CLUSTER}/canary` },
  { name: 'disk', path: `${CLUSTER}/disk` },
  { name: 'quorum', path: `${CLUSTER}/quorum` },
  { name: 'transactions', path: `${CLUSTER}/transactions` },
  { name: 'measuring', path: `${CLUSTER}/measuring` },
  { name: 'farol', path: '/farol' },
  { name: 'add-cluster', path: '/clusters/new' },
  { name: 'glossary', path: '/glossary', isMain: true },
  { name: 'states', path: '/states' },
];

/** What is taken: every screen in pt-BR and light and in en and dark, the main ones on a phone, and the README's own. */
export const SHOTS: readonly Shot[] = [
  ...SCREENS.map(({ name, path }): Shot => ({ name, path, locale: 'pt-BR', theme: 'light', width: 1440 })),
  ...SCREENS.map(({ name, path }): Shot => ({ name, path, locale: 'en', theme: 'dark', width: 1440 })),
  ...SCREENS.filter(({ isMain }) => isMain).map(({ name, path }): Shot => ({
    name,
    path,
    locale: 'pt-BR',
    theme: 'dark',
    width: 390,
  })),
  { name: 'overview', path: CLUSTER, locale: 'en', theme: 'light', width: 1440 },
];

/** `overview-en.png` in light on a wide window; `-dark` and `-phone` say what differs. */
export function fileOf({ name, locale, theme, width }: Shot): string {
  return `${name}-${locale}${theme === 'dark' && width !== 390 ? '-dark' : ''}${width === 390 ? '-phone' : ''}.png`;
}
