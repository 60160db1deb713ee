import { DERIVED_METRICS, METRICS, RETENTION, type Metric } from '#lib/catalog/metrics.ts';
import type { Catalog, CatalogMetric } from '#lib/contracts/catalog.ts';
import { loadMessages, type MessageTree } from '#lib/i18n/load-messages.ts';
import { LOCALES, type Locale } from '#lib/i18n/locales.ts';

let texts: Promise<ReadonlyMap<Locale, MessageTree>> | null = null;

/** The metric catalogue as the API tells it: stored metrics and those derived on reading, each with its name and one sentence in both languages. */
export async function catalogAnswer(): Promise<Catalog> {
  texts ??= readTexts();
  const words = await texts;
  const stored = Object.entries(METRICS).map(([name, metric]: [string, Metric]) => {
    const { id: _id, scale: _scale, drawn = 'mean' as const, everySeconds = null, ...told } = metric;
    return { name, ...told, drawn, everySeconds, ...textOf(words, name) };
  });
  const derived = Object.entries(DERIVED_METRICS).map(([name, { unit, from }]) => ({
    name,
    unit,
    kind: 'derived' as const,
    owner: name.startsWith('group_partition') ? ('group_partition' as const) : ('partition' as const),
    perPartition: true,
    additive: true,
    good: name.endsWith('.lag') ? ('low' as const) : ('neither' as const),
    source: `computed from ${from}`,
    drawn: 'mean' as const,
    everySeconds: null,
    ...textOf(words, name),
  }));
  return { data: [...stored, ...derived], meta: { retention: RETENTION } };
}

async function readTexts(): Promise<ReadonlyMap<Locale, MessageTree>> {
  return new Map(await Promise.all(LOCALES.map(async (locale) => [locale, await loadMessages(locale)] as const)));
}

function textOf(words: ReadonlyMap<Locale, MessageTree>, metric: string): Pick<CatalogMetric, 'title' | 'explanation'> {
  const [owner = '', what = ''] = metric.split('.');
  const say = (locale: Locale, field: 'name' | 'hint'): string => {
    const text = child(child(child(words.get(locale)?.catalog, owner), what), field);
    if (typeof text !== 'string') throw new Error(`messages/${locale}/catalog.json has no ${field} of ${metric}`);
    return text;
  };
  return {
    title: { en: say('en', 'name'), 'pt-BR': say('pt-BR', 'name') },
    explanation: { en: say('en', 'hint'), 'pt-BR': say('pt-BR', 'hint') },
  };
}

function child(tree: MessageTree | string | undefined, key: string): MessageTree | string | undefined {
  return typeof tree === 'object' ? tree[key] : undefined;
}
