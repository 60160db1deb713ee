import { QuorumPage } from '#components/quorum/quorum-page.tsx';

/** What keeps the metadata of a cluster: its quorum, or ZooKeeper. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <QuorumPage clusterId={decodeURIComponent(clusterId)} />;
}
