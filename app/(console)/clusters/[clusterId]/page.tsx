import { OverviewPage } from '#components/overview/overview-page.tsx';

/** One cluster at a glance. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <OverviewPage clusterId={decodeURIComponent(clusterId)} />;
}
