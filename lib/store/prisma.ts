import { PrismaPg } from '@prisma/adapter-pg';
import { translatePrismaError } from './database-errors.ts';
import type { Database } from './database.ts';
import { PrismaClient } from './generated/client.ts';

/**
 * Prisma on a database's pool, for what is kept in schema `public` through its models (accounts). Calls reject with AppError('unavailable' | 'timeout') like the pool's.
 * Apart from `openDatabase`, since its code is no small part of a sampler's memory, which has no use for it. Nothing to close: the pool is the database's.
 */
export function prismaOn(db: Pick<Database, 'pool'>): PrismaClient {
  const url = db.pool.options.connectionString ?? '';
  const extended = new PrismaClient({ adapter: new PrismaPg(db.pool), errorFormat: 'minimal' }).$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args);
        } catch (error) {
          throw translatePrismaError(error, url);
        }
      },
    },
  });
  // An extended client has everything but $on, which nobody here uses; its generated type is another only because of extensions that add methods.
  return extended as unknown as PrismaClient;
}
