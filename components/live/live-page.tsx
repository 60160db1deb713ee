'use client';

import { useTranslations } from 'next-intl';
import type { LiveTarget } from '#lib/contracts/live.ts';
import { Page, type PageProps } from '../shell/page.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { Switch } from '../ui/switch.tsx';
import { useLive } from './use-live.ts';

const LivePanel = partOnDemand(() => import('./live-panel.tsx').then((module) => module.LivePanel));

export interface LivePageProps extends Omit<PageProps, 'actions'> {
  clusterId: string;
  target: LiveTarget;
}

/** A page whose subject can be watched live: a switch beside the title, and while it is on the figures of each second above the content. */
export function LivePage({ clusterId, target, children, ...page }: LivePageProps) {
  const t = useTranslations('live');
  const { live, start, stop } = useLive(clusterId, target);
  const isOn = live.state === 'starting' || live.state === 'on';
  return (
    <Page
      {...page}
      actions={
        <>
          {/* Told once at each turn: a count that is read aloud every second helps nobody. */}
          <span role="status" className="sr-only">
            {live.state === 'off' ? '' : t(`state.${live.state}`)}
          </span>
          {live.state === 'on' ? (
            <span className="text-sm text-text-2 tabular-nums">{t('secondsLeft', { seconds: live.secondsLeft })}</span>
          ) : null}
          <Switch label={t('switch')} checked={isOn} onCheckedChange={(on) => (on ? start() : stop())} />
        </>
      }
    >
      {live.state === 'off' ? null : <LivePanel live={live} onRestart={start} />}
      {children}
    </Page>
  );
}
