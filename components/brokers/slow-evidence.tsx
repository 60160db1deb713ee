'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useBrokers } from '#lib/client/brokers.ts';
import { useCanary } from '#lib/client/canary.ts';
import { useDisk } from '#lib/client/disk.ts';
import { useEvents } from '#lib/client/events.ts';
import { useOverview } from '#lib/client/overview.ts';
import type { ClusterEvent } from '#lib/contracts/events.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { useFromNow } from '../states/use-now.ts';
import { Card, CardHeader } from '../ui/card.tsx';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import { slowSides, type SlowFigures, type SlowSide } from './slow-sides.ts';

/** The time line counts so far back. */
const ISR_WINDOW_MS = 3_600_000;
const MINUTE_MS = 60_000;

const TONE: Record<SlowSide['state'], Tone> = { slow: 'warn', fine: 'ok', unknown: 'mute' };

/** Whether a broker is slow, seen from five sides beside the other brokers: the evidence, not only the verdict. */
export function SlowEvidence({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const t = useTranslations('brokers.slow');
  const format = useFormat();
  const headingId = useId();
  const sides = useSlowSides(clusterId, nodeId);
  if (sides === null) return <Card className="h-[232px]" />;
  const slow = sides.filter(({ state }) => state === 'slow').length;
  const unknown = sides.filter(({ state }) => state === 'unknown').length;
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={[
          slow === 0 ? t('none', { sides: sides.length - unknown }) : t('some', { count: slow }),
          unknown === 0 ? null : t('missing', { count: unknown }),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      />
      <div className="overflow-x-auto">
        <table aria-label={t('title')} className="w-full border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              {(['side', 'own', 'others', 'says'] as const).map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={
                    column === 'side' || column === 'says'
                      ? 'px-3.5 py-1.5 text-left font-medium text-text-3'
                      : 'px-2.5 py-1.5 text-right font-medium text-text-3'
                  }
                >
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sides.map(({ side, state, value, normal }) => {
              const isTime = side === 'canary' || side === 'roundTrip' || side === 'request';
              const figure = (given: number) => (isTime ? format.duration(given) : format.integer(given));
              return (
                <tr key={side}>
                  <th scope="row" className="border-t border-line px-3.5 py-1.5 text-left font-normal" title={t(`hint.${side}`)}>
                    {t(`side.${side}`)}
                  </th>
                  <td className="border-t border-line px-2.5 py-1.5 text-right font-medium">
                    {value === null ? <Unknown reason={t('unknown')} /> : figure(value)}
                  </td>
                  <td className="border-t border-line px-2.5 py-1.5 text-right text-text-2">
                    {normal === null ? <Unknown reason={t('noPeers')} /> : figure(normal)}
                  </td>
                  <td className="border-t border-line px-3.5 py-1.5">
                    <StateTag tone={TONE[state]}>{t(`state.${state}`)}</StateTag>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** The sides of one broker; null until the brokers are known. Other answers come as they arrive, and what is missing is unknown. */
function useSlowSides(clusterId: string, nodeId: number): SlowSide[] | null {
  const brokers = useBrokers(clusterId).data?.rows;
  const canary = useCanary(clusterId).data;
  const disk = useDisk(clusterId).data;
  const problems = useOverview(clusterId).data?.problems;
  const events = useEvents(clusterId, {}).data?.pages.flatMap((page) => page.data);
  // Events of an hour: a minute more or less says nothing.
  const nowMs = useFromNow((now) => now - (now % MINUTE_MS));
  if (brokers === undefined) return null;
  const figuresOf = (broker: (typeof brokers)[number]): SlowFigures => {
    const probe = canary?.brokers.find((each) => each.nodeId === broker.nodeId);
    const dirs = disk?.brokers.find((each) => each.nodeId === broker.nodeId)?.dirs ?? null;
    const behind = dirs?.map(({ replicasBehind }) => replicasBehind).filter((count) => count !== null) ?? [];
    return {
      canaryP99Ms: probe?.lastFiveMinutes.e2e.p99Ms ?? null,
      isCanaryFailing: probe?.state === 'failing',
      roundTripMs: broker.roundTripMs,
      produceP99Ms: broker.resources.produceP99Ms,
      replicasBehind: behind.length === 0 ? null : behind.reduce((sum, count) => sum + count, 0),
      isrLeaves: events === undefined || nowMs === 0 ? null : isrLeaves(events, broker.nodeId, nowMs),
    };
  };
  const own = brokers.find((broker) => broker.nodeId === nodeId);
  if (own === undefined) return null;
  const others = brokers.filter((broker) => broker.nodeId !== nodeId && broker.state === 'up').map(figuresOf);
  const isTold = problems?.some(({ id, lastKnown }) => id === `broker_slow:${nodeId}` && lastKnown !== true) === true;
  return slowSides(figuresOf(own), others, isTold);
}

function isrLeaves(events: readonly ClusterEvent[], nodeId: number, nowMs: number): number {
  return events.filter(
    ({ kind, scope, at }) =>
      kind === 'isr_shrunk' && scope.kind === 'broker' && scope.name === String(nodeId) && nowMs - Date.parse(at) < ISR_WINDOW_MS,
  ).length;
}
