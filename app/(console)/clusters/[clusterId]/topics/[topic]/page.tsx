import { getTranslations } from 'next-intl/server';
import { TopicAdvice } from '#components/advice/topic-advice.tsx';
import { EventList } from '#components/events/event-list.tsx';
import { LivePage } from '#components/live/live-page.tsx';
import { TopicView } from '#components/topics/topic-view.tsx';
import { clusterPath, nameFromPath } from '#lib/client/paths.ts';

/** One topic. */
export default async function TopicPage({ params }: { params: Promise<{ clusterId: string; topic: string }> }) {
  const { clusterId, topic: segment } = await params;
  const topic = nameFromPath(segment);
  const t = await getTranslations('topics');
  return (
    <LivePage
      clusterId={clusterId}
      target={{ kind: 'topic', name: topic }}
      title={topic}
      windowTitle={topic}
      trail={[{ href: `${clusterPath(clusterId)}/topics`, label: t('title') }]}
    >
      <TopicView
        clusterId={clusterId}
        topic={topic}
        advice={<TopicAdvice clusterId={clusterId} topic={topic} />}
        timeline={<EventList clusterId={clusterId} place={{ topic }} short />}
      />
    </LivePage>
  );
}
