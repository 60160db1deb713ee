import { getTranslations } from 'next-intl/server';
import { AddCluster } from '#components/clusters/add-cluster.tsx';
import { Page } from '#components/shell/page.tsx';

/** Adds a cluster to watch. */
export default async function NewClusterPage() {
  const t = await getTranslations('clusters.add');
  return (
    <Page title={t('title')} windowTitle={t('title')} note={t('intro')} trail={[{ href: '/', label: t('back') }]}>
      <AddCluster />
    </Page>
  );
}
