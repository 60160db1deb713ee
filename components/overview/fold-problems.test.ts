import { describe, expect, it } from 'vitest';
import type { Problem } from '#lib/contracts/common.ts';
import { affectedTopics, foldProblems, isOldProblem } from './fold-problems.ts';

const problem = (id: string, code: string, severity: Problem['severity'] = 'warning'): Problem => ({
  id,
  code,
  severity,
  scope: { kind: 'cluster', name: '' },
  params: {},
  detail: '',
  since: '2026-01-01T00:00:00.000Z',
  affected: [],
  affectedTotal: 0,
});
const shape = (problems: readonly Problem[]) =>
  foldProblems(problems).map((line) => (line.kind === 'one' ? line.problem.id : [line.key, line.problems.length]));

describe('folding', () => {
  it('tells few problems one by one, even of one kind', () => {
    expect(shape(['a', 'b', 'c', 'd'].map((id) => problem(id, 'group_slow')))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('folds many of a kind where the first stands, keeps the order, loses none', () => {
    const many = [
      problem('down', 'broker_down', 'critical'),
      ...['a', 'b', 'c'].map((id) => problem(id, 'group_slow')),
      problem('x', 'group_stuck'),
      problem('y', 'group_stuck'),
      problem('d', 'group_slow', 'info'),
    ];
    expect(shape(many)).toEqual(['down', ['warning:group_slow', 3], 'x', 'y', 'd']);
    const lines = foldProblems(many);
    expect(lines.flatMap((line) => (line.kind === 'one' ? [line.problem] : line.problems))).toHaveLength(many.length);
  });
});

describe('age', () => {
  const since = '2026-01-01T00:00:00.000Z';
  it('marks what has stood for more than a day', () => {
    expect(isOldProblem({ since }, Date.parse('2026-01-02T00:00:00.001Z'))).toBe(true);
    expect(isOldProblem({ since }, Date.parse('2026-01-02T00:00:00.000Z'))).toBe(false);
  });
  it('says nothing before the clock is known', () => {
    expect(isOldProblem({ since }, 0)).toBe(false);
  });
});

describe('hit partitions', () => {
  it('count by topic, the most hit first; dashes and digits in names stay', () => {
    expect(affectedTopics(['orders-2026-1', 'orders-2026-0', 'a-7', 'plain'])).toEqual([
      { topic: 'orders-2026', partitions: 2 },
      { topic: 'a', partitions: 1 },
      { topic: 'plain', partitions: 1 },
    ]);
  });
});
