import { getTranslations } from 'next-intl/server';
import { GlossaryPage } from '#components/glossary/glossary-page.tsx';
import { TERMS } from '#components/glossary/terms.ts';

/** The words of Kafka and of Farol, for newcomers. Their texts do not travel with other pages: they are read here. */
export default async function Page() {
  const t = await getTranslations('glossary');
  const optional = (key: string) => (t.has(key) ? t(key) : null);
  const entries = TERMS.map(({ id }) => ({
    id,
    name: t(`terms.${id}.name`),
    short: t(`terms.${id}.short`),
    more: optional(`terms.${id}.more`),
    example: optional(`terms.${id}.example`),
  }));
  const drawings = Object.fromEntries(TERMS.flatMap(({ id }) => (t.has(`drawing.${id}`) ? [[id, t(`drawing.${id}`)]] : [])));
  return <GlossaryPage entries={entries} drawings={drawings} />;
}
