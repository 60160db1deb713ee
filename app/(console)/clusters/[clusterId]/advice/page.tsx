import { getTranslations } from 'next-intl/server';
import { AdvicePage } from '#components/advice/advice-page.tsx';
import { Page } from '#components/shell/page.tsx';

/** What could be better about the topics of a cluster. */
export default async function AdviceRoute({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  const t = await getTranslations('advice');
  return (
    <Page title={t('title')} windowTitle={t('title')}>
      <AdvicePage clusterId={clusterId} />
    </Page>
  );
}
