import { faultItem, ownFault } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { contained, type AdminContext } from './context.ts';
import { findCoordinators, type CoordinatorKeyType } from './find-coordinators.ts';
import type { Item } from './port.ts';
import { learnNodes } from './read-topology.ts';

const NOT_COORDINATOR = 16;

/** A group or transaction with the broker that was its coordinator when it was listed. */
export interface Coordinated {
  id: string;
  coordinator: number;
}

/** How to ask coordinators about many groups or transactions. */
export interface CoordinatorQuestion<C extends Coordinated, T> {
  keyType: CoordinatorKeyType;
  /** Most of them in one request. */
  perRequest: number;
  /** Those of one coordinator that differ here go in requests of their own; absent = all go together. */
  sortOf?: (one: C) => string;
  /** Asks one coordinator about some; what it leaves out of the answer becomes a fault. */
  ask(nodeId: number, some: readonly C[]): Promise<readonly (readonly [id: string, item: Item<T>])[]>;
}

interface Batch<C> {
  nodeId: number;
  some: C[];
}

function batchesOf<C extends Coordinated, T>(ones: readonly C[], question: CoordinatorQuestion<C, T>): Batch<C>[] {
  const open = new Map<string, Batch<C>>();
  const batches: Batch<C>[] = [];
  for (const one of ones) {
    const key = `${one.coordinator} ${question.sortOf?.(one) ?? ''}`;
    let batch = open.get(key);
    if (batch === undefined || batch.some.length >= question.perRequest) {
      batch = { nodeId: one.coordinator, some: [] };
      open.set(key, batch);
      batches.push(batch);
    }
    batch.some.push(one);
  }
  return batches;
}

/**
 * Puts a question about many groups or transactions to their coordinators, all coordinators at once; what has moved since it was listed is looked up and
 * asked for once more. Items in the order of `ones`.
 */
export async function askCoordinators<C extends Coordinated, T>(
  context: AdminContext,
  ones: readonly C[],
  question: CoordinatorQuestion<C, T>,
  deadline: Deadline,
): Promise<Item<T>[]> {
  const { router } = context;
  const items = new Map<string, Item<T>>();
  const askAll = async (some: readonly C[]): Promise<void> => {
    await Promise.all(
      batchesOf(some, question).map((batch) => {
        const share = async (): Promise<void> => {
          const answered = new Map(await question.ask(batch.nodeId, batch.some));
          for (const { id } of batch.some) items.set(id, answered.get(id) ?? faultItem(leftOut(id, batch.nodeId)));
        };
        return contained(batch.nodeId, share, (fault) => {
          for (const { id } of batch.some) items.set(id, faultItem(fault));
        });
      }),
    );
  };
  if (ones.some((one) => !router.knowsNode(one.coordinator))) await learnNodes(router, deadline);
  await askAll(ones);
  const moved = ones.filter(({ id }) => {
    const item = items.get(id);
    return item !== undefined && !item.ok && item.fault.kafkaCode === NOT_COORDINATOR;
  });
  await contained(
    null,
    async () => {
      const ids = moved.map(({ id }) => id);
      const found = await findCoordinators(router, ids, deadline, question.keyType);
      await askAll(
        moved.flatMap((one) => {
          const lookup = found.get(one.id);
          return lookup !== undefined && 'nodeId' in lookup ? [{ ...one, coordinator: lookup.nodeId }] : [];
        }),
      );
    },
    // The first answer stands.
    () => undefined,
  );
  return ones.map(({ id, coordinator }) => items.get(id) ?? faultItem(leftOut(id, coordinator)));
}

function leftOut(id: string, nodeId: number): ReturnType<typeof ownFault> {
  return ownFault('MALFORMED_RESPONSE', `the coordinator's answer leaves out ${id.slice(0, 100)}`, nodeId);
}
