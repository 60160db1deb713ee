import { AppError, type InvalidParam } from '#lib/core/errors.ts';

/** Something wrong in a configuration file. */
export interface ConfigProblem {
  /** Where in the document, e.g. `clusters[0].properties.sasl.mechanism`. */
  path: string;
  /** Line of the file, from 1; null when it has no place in it. */
  line: number | null;
  reason: string;
}

/** One `invalid` for all problems of a file, each with its line. */
export function configError(file: string, problems: readonly ConfigProblem[]): AppError {
  const lines = problems.map(({ path, line, reason }) => `  ${file}${line === null ? '' : `:${line}`} ${path}: ${reason}`);
  const invalidParams: InvalidParam[] = problems.map(({ path, reason }) => ({ name: path, reason }));
  return new AppError(
    'invalid',
    `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${lines.join('\n')}`,
    {
      invalidParams,
    },
  );
}

/** A path as people write it: `clusters[0].name`. */
export function renderPath(path: readonly PropertyKey[]): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`)).join('');
}
