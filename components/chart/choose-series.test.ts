import { describe, expect, it } from 'vitest';
import { chooseSeries, DRAWN_MOST, drawnKeys } from './choose-series.ts';

describe('chooseSeries', () => {
  it('shows a line alone, another one instead, and all again', () => {
    const alone = chooseSeries(new Set(), 'a', false);
    expect([...alone]).toEqual(['a']);
    expect([...chooseSeries(alone, 'b', false)]).toEqual(['b']);
    expect([...chooseSeries(alone, 'a', false)]).toEqual([]);
  });

  it('adds and takes away with the key held', () => {
    const two = chooseSeries(new Set(['a']), 'b', true);
    expect([...two]).toEqual(['a', 'b']);
    expect([...chooseSeries(two, 'a', true)]).toEqual(['b']);
    expect([...chooseSeries(two, 'a', false)]).toEqual(['a']);
  });
});

describe('drawnKeys', () => {
  const many = Array.from({ length: 20 }, (_, at) => `k${at}`);

  it('draws at most twelve, the first ones until somebody chooses', () => {
    expect([...drawnKeys(many, new Set())]).toEqual(many.slice(0, DRAWN_MOST));
    expect([...drawnKeys(many, new Set(['k19']))]).toEqual(['k19']);
  });

  it('forgets a choice whose lines are gone', () => {
    expect([...drawnKeys(['a', 'b'], new Set(['z']))]).toEqual(['a', 'b']);
    expect([...drawnKeys(['a', 'b'], new Set(['z', 'b']))]).toEqual(['b']);
  });
});
