import type { ReactNode } from 'react';
import { ClusterFrame } from '#components/shell/cluster-frame.tsx';

interface ClusterLayoutProps {
  params: Promise<{ clusterId: string }>;
  children: ReactNode;
}

/** Pages of one cluster. */
export default async function ClusterLayout({ params, children }: ClusterLayoutProps) {
  const { clusterId } = await params;
  return <ClusterFrame clusterId={decodeURIComponent(clusterId)}>{children}</ClusterFrame>;
}
