import { EventsPage } from '#components/events/events-page.tsx';

/** Everything that happened to a cluster. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <EventsPage clusterId={decodeURIComponent(clusterId)} />;
}
