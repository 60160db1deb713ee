import { getTranslations } from 'next-intl/server';
import { GroupView } from '#components/groups/group-view.tsx';
import { Page } from '#components/shell/page.tsx';
import { clusterPath, nameFromPath } from '#lib/client/paths.ts';

/** One group. */
export default async function GroupPage({ params }: { params: Promise<{ clusterId: string; group: string }> }) {
  const { clusterId, group: segment } = await params;
  const group = nameFromPath(segment);
  const t = await getTranslations('groups');
  return (
    <Page title={group} windowTitle={group} trail={[{ href: `${clusterPath(clusterId)}/groups`, label: t('title') }]}>
      <GroupView clusterId={clusterId} group={group} />
    </Page>
  );
}
