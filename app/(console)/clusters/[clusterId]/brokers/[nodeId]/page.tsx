import { notFound } from 'next/navigation';
import { BrokerDetailPage } from '#components/brokers/broker-detail.tsx';
import { BrokerCanary, BrokerLatency } from '#components/canary/broker-canary.tsx';
import { EventList } from '#components/events/event-list.tsx';

/** One broker, by its node id. */
export default async function Page({ params }: { params: Promise<{ clusterId: string; nodeId: string }> }) {
  const { clusterId, nodeId } = await params;
  if (!/^\d{1,10}$/.test(nodeId)) notFound();
  const id = decodeURIComponent(clusterId);
  const broker = Number(nodeId);
  return (
    <BrokerDetailPage
      clusterId={id}
      nodeId={broker}
      canary={<BrokerCanary clusterId={id} nodeId={broker} />}
      latency={<BrokerLatency clusterId={id} brokers={[broker]} kind="e2e" />}
      timeline={<EventList clusterId={id} place={{ broker }} short />}
    />
  );
}
