import { expect, it } from 'vitest';
import type { SamplerHeartbeat } from '#lib/store/heartbeat.ts';
import { samplerProcess } from './sampler-process.ts';

const BEAT: SamplerHeartbeat = {
  samplerId: 'host:1:ab',
  host: 'host',
  pid: 1,
  startedAt: new Date(0),
  beatAt: new Date(60_000),
  ageMs: 4_200.4,
  info: {
    version: '1.2.3',
    clusters: ['a'],
    rssBytes: 1_000,
    loopDelayP99Ms: 2,
    loopDelayMaxMs: 9,
    passesWaiting: 0,
    passesDropped: 3,
  },
};

it('tells what the heartbeat carries', () => {
  expect(samplerProcess(BEAT)).toMatchObject({
    state: 'alive',
    ageMs: 4200,
    version: '1.2.3',
    clusters: ['a'],
    passesDropped: 3,
  });
});

it('is silent after three missed reports', () => {
  expect(samplerProcess({ ...BEAT, ageMs: 15_001 }).state).toBe('silent');
});

it('what the heartbeat of another version does not carry is unknown, not none', () => {
  expect(samplerProcess({ ...BEAT, info: { rssBytes: 'much' } })).toMatchObject({
    version: null,
    clusters: [],
    rssBytes: null,
    passesWaiting: null,
  });
  expect(samplerProcess({ ...BEAT, info: null }).rssBytes).toBeNull();
});
