/**
 * Namespaces that most pages do without. They are no part of the texts that travel with every page: pages of their own read them on the
 * server, and other places fetch them when they are first needed (`use-late-texts.ts`).
 */
export const LATE_NAMESPACES = ['fault-help', 'glossary', 'tour'] as const;
export type LateNamespace = (typeof LATE_NAMESPACES)[number];

/** Texts without the late ones: what travels with every page. */
export function withoutLate<Texts extends object>(texts: Texts): Texts {
  const late: ReadonlySet<string> = new Set(LATE_NAMESPACES);
  return Object.fromEntries(Object.entries(texts).filter(([namespace]) => !late.has(namespace))) as Texts;
}
