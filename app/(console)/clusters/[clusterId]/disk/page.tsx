import { DiskPage } from '#components/disk/disk-page.tsx';

/** The disks of a cluster. */
export default async function Page({ params }: { params: Promise<{ clusterId: string }> }) {
  const { clusterId } = await params;
  return <DiskPage clusterId={decodeURIComponent(clusterId)} />;
}
