import { z } from 'zod';

/** What a cluster holds, by name alone: for finding things among tens of thousands. */
export const ClusterNames = z.object({
  topics: z.array(z.string()),
  groups: z.array(z.string()),
  brokers: z.array(z.object({ nodeId: z.number(), host: z.string().nullable() })),
});
export type ClusterNames = z.infer<typeof ClusterNames>;
