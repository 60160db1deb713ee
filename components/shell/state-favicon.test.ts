import { describe, expect, it } from 'vitest';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { clusterIconState, fleetIconState } from './state-favicon.ts';

const overview = (severities: string[], fault: object | null = null) =>
  ({ pass: {}, fault, problems: severities.map((severity) => ({ severity })) }) as unknown as ClusterOverview;
const cluster = (state: ClusterSummary['state'], critical = 0, enabled = true) =>
  ({ state, enabled, problems: { critical, warning: 0 } }) as ClusterSummary;

describe('the window’s icon', () => {
  it('tells the worst problem of the cluster in view', () => {
    expect(clusterIconState(overview([]), false)).toBe('ok');
    expect(clusterIconState(overview(['info']), false)).toBe('ok');
    expect(clusterIconState(overview(['info', 'warning']), false)).toBe('warn');
    expect(clusterIconState(overview(['warning', 'critical']), false)).toBe('bad');
    expect(clusterIconState(overview([], { code: 'unreachable' }), false)).toBe('bad');
  });

  it('tells nothing good or bad of what is unknown or old', () => {
    expect(clusterIconState(undefined, false)).toBe('mute');
    expect(clusterIconState({ ...overview([]), pass: null }, false)).toBe('mute');
    expect(clusterIconState(overview(['critical']), true)).toBe('mute');
  });

  it('tells the worst of all clusters that are watched', () => {
    expect(fleetIconState([cluster('ok'), cluster('problems', 1)])).toBe('bad');
    expect(fleetIconState([cluster('ok'), cluster('problems')])).toBe('warn');
    expect(fleetIconState([cluster('ok'), cluster('unreachable')])).toBe('bad');
    expect(fleetIconState([cluster('ok'), cluster('disabled', 0, false)])).toBe('ok');
    for (const unknown of [undefined, [], [cluster('ok'), cluster('stale')], [cluster('waiting')]]) {
      expect(fleetIconState(unknown)).toBe('mute');
    }
  });
});
