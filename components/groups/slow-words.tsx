'use client';

import { useTranslations } from 'next-intl';
import { useMemo, type ReactNode } from 'react';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Callout } from '../ui/callout.tsx';
import { findSlow, type Side, type SideRow } from './slow-sides.ts';

export interface SlowWordsProps {
  detail: GroupDetail;
  /** Only where somebody stands out; else also that nobody does, and why. */
  culpritOnly?: boolean;
  actions?: ReactNode;
}

/** Who holds the group back in a sentence, with the evidence and how sure it is. */
export function SlowWords({ detail, culpritOnly = false, actions }: SlowWordsProps) {
  const t = useTranslations('slow');
  const format = useFormat();
  const { partitions, members } = detail;
  const { verdict } = detail.group;
  /** The group does well: then what stands out is no trouble. */
  const isFine = verdict?.code === 'OK';
  const found = useMemo(() => findSlow(partitions, members === null ? null : members.length > 0), [partitions, members]);
  if (found.kind !== 'culprit') {
    if (culpritOnly) return null;
    return (
      <Callout
        tone={found.kind === 'none' ? 'ok' : 'info'}
        role="status"
        title={t(`finding.${found.kind}.title`)}
        actions={actions}
      >
        {t(`finding.${found.kind}.detail`)}
      </Callout>
    );
  }
  const { side, row, of, isClear, rival } = found;
  const valuesOf = (which: Side, about: SideRow) => ({
    side: which,
    name: about.name,
    host: about.host ?? 'none',
    share: format.percent(about.share),
  });
  const values = {
    ...valuesOf(side, row),
    lag: format.integer(row.lag),
    behind: row.behind,
    partitions: row.partitions,
    known: partitions.filter(({ lag }) => lag !== null).length,
    of,
  };
  return (
    <Callout tone={isFine ? 'info' : 'warn'} role="status" title={t('finding.culprit.title', values)} actions={actions}>
      <p className="text-pretty">
        {[
          t(side === 'partition' ? 'finding.culprit.onePartition' : 'finding.culprit.evidence', values),
          isFine ? t('finding.culprit.fine') : t(`finding.culprit.means.${side}`, values),
          rival === null
            ? t(isClear ? 'finding.culprit.clear' : 'finding.culprit.perhaps')
            : t('finding.culprit.rival', valuesOf(rival.side, rival.row)),
        ].join(' ')}
      </p>
    </Callout>
  );
}
