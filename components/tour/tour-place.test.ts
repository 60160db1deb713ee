import { expect, it } from 'vitest';
import en from '#messages/en/tour.json';
import pt from '#messages/pt-BR/tour.json';
import { STOPS, stopPath } from './steps.ts';
import { readPlace, writePlace } from './tour-place.ts';

it('goes on where the reader left it, and never comes back once it is over', () => {
  for (const place of [{ kind: 'stop', at: 3 }, { kind: 'over' }, { kind: 'offer' }] as const) {
    expect(readPlace(writePlace(place))).toEqual(place);
  }
});

it('is offered anew where nothing sensible is kept', () => {
  for (const kept of [null, '', 'x', '-1', '1.5', '99']) expect(readPlace(kept)).toEqual({ kind: 'offer' });
});

it('has words for every stop in both languages', () => {
  for (const { stops } of [en, pt]) expect(Object.keys(stops)).toEqual([...STOPS]);
});

it('leads to a page at every stop', () => {
  expect(STOPS.map(stopPath)).toContain('/clusters/loja-demo/topics/Cliques?tab=partitions');
});
