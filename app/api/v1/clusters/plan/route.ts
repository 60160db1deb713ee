import { route } from '#lib/api/route.ts';
import { planCluster } from '#lib/clusters/plan-cluster.ts';

export const POST = route('planCluster', async ({ body, note, services }) => {
  const plan = await planCluster(services, body);
  note({ resource: `cluster/${plan.id}`, detail: { bootstrap: plan.bootstrap.join(',') } });
  return { body: plan };
});
