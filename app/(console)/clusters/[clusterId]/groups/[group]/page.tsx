import { getTranslations } from 'next-intl/server';
import { EventList } from '#components/events/event-list.tsx';
import { GroupView } from '#components/groups/group-view.tsx';
import { LivePage } from '#components/live/live-page.tsx';
import { clusterPath, nameFromPath } from '#lib/client/paths.ts';

/** One group. */
export default async function GroupPage({ params }: { params: Promise<{ clusterId: string; group: string }> }) {
  const { clusterId, group: segment } = await params;
  const group = nameFromPath(segment);
  const t = await getTranslations('groups');
  return (
    <LivePage
      clusterId={clusterId}
      target={{ kind: 'group', name: group }}
      title={group}
      windowTitle={group}
      trail={[{ href: `${clusterPath(clusterId)}/groups`, label: t('title') }]}
    >
      <GroupView clusterId={clusterId} group={group} timeline={<EventList clusterId={clusterId} place={{ group }} />} />
    </LivePage>
  );
}
