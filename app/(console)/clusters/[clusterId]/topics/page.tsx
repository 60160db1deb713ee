import { getTranslations } from 'next-intl/server';
import { TermHint } from '#components/glossary/term-hint.tsx';
import { Page } from '#components/shell/page.tsx';
import { TopicList } from '#components/topics/topic-list.tsx';

/** All topics of a cluster. */
export default async function TopicsPage({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  const t = await getTranslations('topics');
  return (
    <Page title={t('title')} windowTitle={t('title')} tags={<TermHint id="topic" word={t('title')} />}>
      <TopicList clusterId={clusterId} />
    </Page>
  );
}
