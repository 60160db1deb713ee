import { route } from '#lib/api/route.ts';
import { getTransactions } from '#lib/transactions/get-transactions.ts';

export const GET = route('getTransactions', async ({ params, services }) => ({
  body: await getTransactions(services.db, (await services.cluster(params.clusterId)).key),
}));
