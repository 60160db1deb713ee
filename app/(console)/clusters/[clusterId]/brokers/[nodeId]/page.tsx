import { notFound } from 'next/navigation';
import { BrokerDetailPage } from '#components/brokers/broker-detail.tsx';

/** One broker, by its node id. */
export default async function Page({ params }: { params: Promise<{ clusterId: string; nodeId: string }> }) {
  const { clusterId, nodeId } = await params;
  if (!/^\d{1,10}$/.test(nodeId)) notFound();
  return <BrokerDetailPage clusterId={decodeURIComponent(clusterId)} nodeId={Number(nodeId)} />;
}
