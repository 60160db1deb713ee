import { describe, expect, it } from 'vitest';
import type { Measuring } from '#lib/contracts/measuring.ts';
import { draftMistakes, draftOf, patchOf, sourceOf } from './measuring-draft.ts';

const STORED: Measuring = {
  canary: false,
  resources: {
    kind: 'jolokia',
    url: 'http://{host}:8778/jolokia',
    urlByBroker: { '3': 'http://10.0.0.3:9778/jolokia' },
    username: 'farol',
    hasPassword: true,
    hasBearerToken: false,
  },
  zookeeper: null,
  lagSloSeconds: 300,
  requestsPerSecondMax: null,
  prometheusOut: false,
  timeZone: null,
  isEditable: true,
};

describe('patchOf', () => {
  it('sends nothing for an untouched form', () => {
    expect(patchOf(STORED, draftOf(STORED))).toEqual({});
  });

  it('sends only what was changed', () => {
    const draft = {
      ...draftOf(STORED),
      canary: true,
      lagSloSeconds: '60',
      requestsPerSecondMax: '2,5',
      timeZone: 'America/Sao Paulo',
    };
    expect(patchOf(STORED, draft)).toEqual({
      canary: true,
      lagSloSeconds: 60,
      requestsPerSecondMax: 2.5,
      timeZone: 'America/Sao_Paulo',
    });
    const zoned = { ...STORED, timeZone: 'UTC' };
    expect(patchOf(zoned, { ...draftOf(zoned), timeZone: ' ' })).toEqual({ timeZone: null });
  });

  it('leaves a stored password out unless a new one is typed, and removes it with its login', () => {
    const moved = { ...draftOf(STORED), url: 'http://{host}:9999/jolokia' };
    expect(patchOf(STORED, moved).resources).toEqual({
      kind: 'jolokia',
      url: 'http://{host}:9999/jolokia',
      urlByBroker: { '3': 'http://10.0.0.3:9778/jolokia' },
      username: 'farol',
      bearerToken: null,
    });
    expect(patchOf(STORED, { ...moved, password: 'new' }).resources).toMatchObject({ password: 'new' });
    expect(patchOf(STORED, { ...moved, auth: 'none' }).resources).toMatchObject({ username: null, password: null });
  });

  it('disconnects a source, and an ensemble whose lines were emptied', () => {
    expect(patchOf(STORED, { ...draftOf(STORED), source: 'none' })).toEqual({ resources: null });
    const zookeeper = { ...STORED, zookeeper: { servers: ['zk1:2181'], adminUrls: [] } };
    expect(patchOf(zookeeper, { ...draftOf(zookeeper), zookeeperServers: ' \n' })).toEqual({ zookeeper: null });
    expect(patchOf(STORED, { ...draftOf(STORED), zookeeperServers: 'zk1:2181\nzk2:2181' })).toEqual({
      zookeeper: { servers: ['zk1:2181', 'zk2:2181'], adminUrls: [] },
    });
  });
});

describe('draftMistakes', () => {
  it.each([
    ['no address', { url: ' ' }, { url: 'required' }],
    ['a line that names no broker', { urlByBroker: 'http://x' }, { urlByBroker: 'broker_url' }],
    ['no such zone', { timeZone: 'Mars/Olympus' }, { timeZone: 'time_zone' }],
    ['no seconds', { lagSloSeconds: '1.5' }, { lagSloSeconds: 'whole_seconds' }],
    ['a budget of nothing', { requestsPerSecondMax: '0' }, { requestsPerSecondMax: 'rate' }],
    ['nothing wrong', { requestsPerSecondMax: '' }, {}],
  ])('%s', (_, change, mistakes) => {
    expect(draftMistakes({ ...draftOf(STORED), ...change })).toEqual(mistakes);
  });

  it('does not mind the fields of a source that is not wanted', () => {
    expect(draftMistakes({ ...draftOf(STORED), source: 'none', url: '' })).toEqual({});
  });
});

it('a source for trying keeps the stored password too', () => {
  expect(sourceOf(draftOf(STORED))).not.toHaveProperty('password');
});
