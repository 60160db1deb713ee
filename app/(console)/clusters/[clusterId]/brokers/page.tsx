import { BrokerListPage } from '#components/brokers/broker-list.tsx';

/** The brokers of a cluster. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <BrokerListPage clusterId={decodeURIComponent(clusterId)} />;
}
