import { MeasuringPage } from '#components/measuring/measuring-page.tsx';

/** What Farol measures of a cluster beyond its passes. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <MeasuringPage clusterId={decodeURIComponent(clusterId)} />;
}
