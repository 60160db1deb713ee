import { getTranslations } from 'next-intl/server';
import { Page } from '#components/shell/page.tsx';
import { TopicView } from '#components/topics/topic-view.tsx';
import { clusterPath, nameFromPath } from '#lib/client/paths.ts';

/** One topic. */
export default async function TopicPage({ params }: { params: Promise<{ clusterId: string; topic: string }> }) {
  const { clusterId, topic: segment } = await params;
  const topic = nameFromPath(segment);
  const t = await getTranslations('topics');
  return (
    <Page title={topic} windowTitle={topic} trail={[{ href: `${clusterPath(clusterId)}/topics`, label: t('title') }]}>
      <TopicView clusterId={clusterId} topic={topic} />
    </Page>
  );
}
