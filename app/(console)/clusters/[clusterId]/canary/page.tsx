import { CanaryPage } from '#components/canary/canary-page.tsx';

/** What the canary measures of a cluster. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <CanaryPage clusterId={decodeURIComponent(clusterId)} />;
}
