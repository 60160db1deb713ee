/** One page of several: the text format wants all samples of a family together, also when several clusters have them. */
export function mergeFamilies(texts: readonly string[]): string {
  const only = texts[0];
  if (texts.length === 1 && only !== undefined) return only;
  const families = new Map<string, string[]>();
  const comments: string[] = [];
  for (const text of texts) {
    // After a line feed alone: a name from the cluster may hold other line separators, which are no ends of lines in this format.
    for (const block of text.split(/(?<=^|\n)(?=# HELP )/)) {
      if (!block.startsWith('# HELP ')) {
        if (block !== '') comments.push(block);
        continue;
      }
      const headEnd = block.indexOf('\n', block.indexOf('\n') + 1) + 1;
      const head = block.slice(0, headEnd);
      const samples = families.get(head);
      if (samples === undefined) families.set(head, [block.slice(headEnd)]);
      else samples.push(block.slice(headEnd));
    }
  }
  return comments.join('') + [...families].map(([head, samples]) => head + samples.join('')).join('');
}
