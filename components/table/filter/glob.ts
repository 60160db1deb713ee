/**
 * Whether a text fits a pattern as a whole: `*` stands for any signs, `?` for one. Needs no regular expression: at most
 * text × pattern steps whatever a person writes, since only the last star is ever tried again.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let textAt = 0;
  let patternAt = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (textAt < text.length) {
    const wanted = pattern.charAt(patternAt);
    if (wanted === '*') {
      starAt = patternAt;
      resumeAt = textAt;
      patternAt += 1;
    } else if (patternAt < pattern.length && (wanted === '?' || wanted === text.charAt(textAt))) {
      textAt += 1;
      patternAt += 1;
    } else if (starAt >= 0) {
      patternAt = starAt + 1;
      resumeAt += 1;
      textAt = resumeAt;
    } else {
      return false;
    }
  }
  while (pattern.charAt(patternAt) === '*') patternAt += 1;
  return patternAt === pattern.length;
}

/** Whether a text holds wildcards. */
export function hasWildcards(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
