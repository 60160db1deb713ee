import { TransactionsPage } from '#components/transactions/transactions-page.tsx';

/** Open and hanging transactions of a cluster. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <TransactionsPage clusterId={decodeURIComponent(clusterId)} />;
}
