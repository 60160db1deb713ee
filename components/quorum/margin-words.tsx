'use client';

import { useTranslations } from 'next-intl';
import type { QuorumDetail } from '#lib/contracts/quorum.ts';
import { Callout } from '../ui/callout.tsx';
import { marginState } from './margin-state.ts';

const TONE = { fine: 'ok', thin: 'bad', single: 'info', broken: 'bad', unknown: 'mute' } as const;

/** How many voters may be lost before the cluster's metadata stand still, in a sentence. */
export function MarginWords({ quorum }: { quorum: QuorumDetail }) {
  const t = useTranslations('quorum.margin');
  const state = marginState(quorum);
  return (
    <Callout tone={TONE[state]} role="status" title={t(`${state}.title`, { margin: quorum.margin ?? 0 })}>
      {t(`${state}.detail`, { majority: quorum.majority, voters: quorum.voters.length })}
    </Callout>
  );
}
