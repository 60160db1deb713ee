import type { AdviceFinding } from '#lib/contracts/advice.ts';
import type { AdviceSeverity, AdviceTheme } from '#lib/contracts/advice-kinds.ts';

/** Findings of one kind: what is explained once. */
export interface AdviceKind {
  /** Stable key for the URL. */
  key: string;
  code: AdviceFinding['code'];
  severity: AdviceSeverity;
  theme: AdviceTheme;
  findings: AdviceFinding[];
}

/** What the reader wants to see. null = all. */
export interface AdviceWish {
  severity: AdviceSeverity | null;
  theme: AdviceTheme | null;
  /** Words that must all occur in a finding's text. */
  filter: string;
}

/** Findings by kind, in the order in which each kind first occurs: the worst first. */
export function groupAdvice(findings: readonly AdviceFinding[]): AdviceKind[] {
  const kinds = Map.groupBy(findings, ({ code, severity }) => `${code}.${severity}`);
  return [...kinds].flatMap(([key, own]) => {
    const first = own[0];
    return first === undefined ? [] : [{ key, code: first.code, severity: first.severity, theme: first.theme, findings: own }];
  });
}

/** The findings that fit the wish. `textOf`: what the filter searches, in the reader's language. */
export function chooseAdvice(
  findings: readonly AdviceFinding[],
  wish: AdviceWish,
  textOf: (finding: AdviceFinding) => string,
): AdviceFinding[] {
  const words = fold(wish.filter).split(/\s+/).filter(Boolean);
  return findings.filter(
    (finding) =>
      (wish.severity === null || finding.severity === wish.severity) &&
      (wish.theme === null || finding.theme === wish.theme) &&
      words.every((word) => fold(textOf(finding)).includes(word)),
  );
}

/** Text without case and accents. */
const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
