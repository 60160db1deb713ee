import { defineConfig } from 'prisma/config';

/** Where the Prisma command finds its schema. No database address: `prisma generate` needs none and migrations are ours to apply. */
export default defineConfig({ schema: 'prisma/schema.prisma' });
