'use client';

import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';

/** Adding a cluster. The form and what checks it arrive just after the page. */
export const AddCluster = latePart(
  () => import('./add-cluster-form.tsx').then((module) => module.AddClusterForm),
  () => (
    <Card className="h-[420px]">
      <DataTableSkeleton columns={1} rows={5} />
    </Card>
  ),
);
