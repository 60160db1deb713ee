import { getTranslations } from 'next-intl/server';
import { TermHint } from '#components/glossary/term-hint.tsx';
import { GroupList } from '#components/groups/group-list.tsx';
import { Page } from '#components/shell/page.tsx';

/** All groups of a cluster. */
export default async function GroupsPage({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  const t = await getTranslations('groups');
  return (
    <Page title={t('title')} windowTitle={t('title')} tags={<TermHint id="group" word={t('title')} />}>
      <GroupList clusterId={clusterId} />
    </Page>
  );
}
