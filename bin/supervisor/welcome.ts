import { createDemoLink, ensureSetupLink } from '#lib/auth/links.ts';
import type { Database } from '#lib/store/database.ts';
import type { RunSettings } from './settings.ts';
import { localAddress } from './wait-ready.ts';

/** Says where to look: the address, and the link that signs in (demonstration) or makes the first account. On stdout, because it is the answer to the command. */
export async function printWelcome(db: Database, { mode, env }: RunSettings, startedAt: number): Promise<void> {
  const publicUrl = env.publicUrl ?? localAddress(env.hostname, env.port);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const lines = [`Farol is ready (${seconds} s): ${publicUrl}`];
  if (mode === 'demo') {
    lines.push(`  Open this link; it signs in once: ${await createDemoLink(db, { publicUrl })}`);
  } else {
    const link = await ensureSetupLink(db, { publicUrl });
    if (link !== null) lines.push(`  Open this link once to make the first account (valid for 24 hours): ${link}`);
  }
  lines.push('  Ctrl-C stops everything.');
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}
