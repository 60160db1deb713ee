'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { AdviceAnswer } from '#lib/contracts/advice.ts';
import { ADVICE_SEVERITIES, ADVICE_THEMES } from '#lib/contracts/advice-kinds.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { TableToolbar } from '../table/table-toolbar.tsx';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { AdviceKindCard } from './advice-kind-card.tsx';
import { chooseAdvice, groupAdvice } from './group-advice.ts';
import { useAdviceText } from './use-advice-text.ts';

/** What could be better, by kind, with what chooses among it. */
export function AdviceList({ clusterId, advice }: { clusterId: string; advice: AdviceAnswer }) {
  const t = useTranslations('advice');
  const text = useAdviceText();
  const [wish, setWish] = useQueryStates({
    q: parseAsString.withDefault(''),
    severity: parseAsStringLiteral(ADVICE_SEVERITIES),
    theme: parseAsStringLiteral(ADVICE_THEMES),
  });
  const [open, setOpen] = useQueryStates({ open: parseAsString }, { history: 'replace' });
  const { data } = advice;
  // Severities are counted under the other two wishes, so that the figures tell what a click would show.
  const themed = useMemo(
    () =>
      chooseAdvice(data, { severity: null, theme: wish.theme, filter: wish.q }, (finding) =>
        [text.headline(finding), t(`code.${finding.code}.title`)].join(' '),
      ),
    [data, wish.theme, wish.q, text, t],
  );
  const kinds = useMemo(
    () => groupAdvice(wish.severity === null ? themed : themed.filter(({ severity }) => severity === wish.severity)),
    [themed, wish.severity],
  );
  const clear = () => void setWish({ q: null, severity: null, theme: null });
  return (
    <>
      <TableToolbar filter={{ value: wish.q, onChange: (q) => void setWish({ q: q === '' ? null : q }), label: t('filter') }}>
        <Segmented
          label={t('show.label')}
          value={wish.severity ?? 'all'}
          onValueChange={(next) => void setWish({ severity: ADVICE_SEVERITIES.find((one) => one === next) ?? null })}
          options={[
            { value: 'all', label: t('show.all', { count: themed.length }) },
            ...ADVICE_SEVERITIES.map((severity) => ({
              value: severity,
              label: t(`show.${severity}`, { count: themed.filter((finding) => finding.severity === severity).length }),
            })),
          ]}
        />
        <Segmented
          label={t('theme.label')}
          value={wish.theme ?? 'all'}
          onValueChange={(next) => void setWish({ theme: ADVICE_THEMES.find((one) => one === next) ?? null })}
          options={['all' as const, ...ADVICE_THEMES].map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
        />
      </TableToolbar>
      {kinds.length === 0 ? (
        <Empty icon={SearchX} title={t('empty.noMatch.title')} action={<ClearButton onClear={clear} />}>
          {t('empty.noMatch.detail')}
        </Empty>
      ) : (
        <ol className="border-t border-line">
          {kinds.map((kind) => (
            <AdviceKindCard
              key={kind.key}
              clusterId={clusterId}
              kind={kind}
              isOpen={open.open === kind.key || open.open === kind.code}
              onToggle={() => {
                const isOpen = open.open === kind.key || open.open === kind.code;
                void setOpen({ open: isOpen ? null : kind.key });
              }}
            />
          ))}
        </ol>
      )}
      <Coverage advice={advice} />
    </>
  );
}

function ClearButton({ onClear }: { onClear: () => void }) {
  const t = useTranslations('table');
  return <Button onClick={onClear}>{t('clearFilters')}</Button>;
}

/** What was judged, when, and what is not shown. */
function Coverage({ advice: { data, meta } }: { advice: AdviceAnswer }) {
  const t = useTranslations('advice');
  const format = useFormat();
  return (
    <p className="border-t border-line px-3.5 py-2 text-xs text-text-3">
      {t('judged', { judged: meta.topicsJudged, time: format.time(Date.parse(meta.judgedAt)) })}
      {meta.topicsWithHistory < meta.topics
        ? ` · ${t('history', { read: format.integer(meta.topicsWithHistory), topics: format.integer(meta.topics) })}`
        : ''}
      {data.length < meta.total
        ? ` · ${t('unlisted', { shown: format.integer(data.length), total: format.integer(meta.total) })}`
        : ''}
    </p>
  );
}
