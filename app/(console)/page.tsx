import { FleetPage } from '#components/clusters/fleet-page.tsx';

/** All clusters. */
export default function Page() {
  return <FleetPage />;
}
