import type { Database } from '#lib/store/database.ts';
import { insertAudit, type NewAuditEntry } from '#lib/store/audit.ts';

/** Longest text of one field: an attacker may choose names, and the log must stay readable. */
const TEXT_MAX = 300;

/**
 * Appends one entry to the audit log, with control characters made visible: names come from people and clusters, and a line break or
 * terminal escape in them could forge other entries wherever the log is printed.
 */
export async function recordAudit(db: Pick<Database, 'pool'>, entry: NewAuditEntry): Promise<void> {
  await insertAudit(db.pool, {
    ...entry,
    actor: visible(entry.actor),
    resource: visible(entry.resource),
    remote: entry.remote === null ? null : visible(entry.remote),
  });
}

/** A text with control and bidirectional-override characters written as `\u….`, cut to a readable length. */
export function visible(text: string): string {
  const plain = text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return plain.length > TEXT_MAX ? `${plain.slice(0, TEXT_MAX)}…` : plain;
}
