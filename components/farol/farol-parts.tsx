'use client';

import { useTranslations } from 'next-intl';
import type { FarolAnswer, SamplerProcess } from '#lib/contracts/farol.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { BytesCell, CoveredCell, NumberCell, PercentCell, UnknownCell } from '../table/cells.tsx';
import { Callout } from '../ui/callout.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { ClusterTable } from './cluster-table.tsx';
import { FarolPart } from './farol-part.tsx';
import { farolTroubles, leastCoverage, requestsPerSecond } from './farol-troubles.ts';
import { DatabaseList, WebFacts } from './process-facts.tsx';
import { SamplerTable } from './sampler-table.tsx';
import { StorageTable } from './storage-table.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** What Farol says of itself, part by part. */
export function Parts({ answer }: { answer: FarolAnswer }) {
  const t = useTranslations('farol');
  const nowMs = Date.parse(answer.readAt);
  const part = (name: string) => ({ title: t(`${name}.title`), note: t(`${name}.note`) });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <State answer={answer} />
      <Measures answer={answer} />
      <FarolPart {...part('clusters')} part={answer.clusters}>
        {(clusters) => <ClusterTable clusters={clusters} />}
      </FarolPart>
      <FarolPart {...part('samplers')} part={answer.samplers}>
        {(samplers) => <SamplerTable samplers={samplers} nowMs={nowMs} />}
      </FarolPart>
      <FarolPart {...part('storage')} part={answer.storage}>
        {(tables) => <StorageTable tables={tables} />}
      </FarolPart>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <FarolPart {...part('web')} part={{ data: answer.web, fault: null }}>
          {(web) => <WebFacts web={web} nowMs={nowMs} />}
        </FarolPart>
        <FarolPart {...part('database')} part={answer.database}>
          {(database) => <DatabaseList database={database} nowMs={nowMs} />}
        </FarolPart>
      </div>
    </div>
  );
}

/** What is wrong with Farol, or that nothing is and why one may believe it. */
function State({ answer }: { answer: FarolAnswer }) {
  const t = useTranslations('farol');
  const format = useFormat();
  const troubles = farolTroubles(answer);
  if (troubles.length > 0) {
    return (
      <div className="grid gap-2">
        {troubles.map(({ code, tone, values }) => (
          <Callout key={code} tone={tone} role="status" title={t(`trouble.${code}.title`, values)}>
            {t(`trouble.${code}.detail`, values)}
          </Callout>
        ))}
      </div>
    );
  }
  const alive = answer.samplers.data?.filter(({ state }) => state === 'alive').length;
  const coverage = leastCoverage(answer);
  if (alive === undefined || answer.clusters.data === null) return null;
  return (
    <Callout tone="ok" role="status" title={t('fine.title')}>
      {coverage === null
        ? t('fine.noPass', { samplers: alive })
        : t('fine.detail', { samplers: alive, share: format.percent(coverage) })}
    </Callout>
  );
}

function Measures({ answer }: { answer: FarolAnswer }) {
  const faultText = useFaultText();
  const t = useTranslations('farol.measures');
  const format = useFormat();
  const samplers = answer.samplers.data;
  const alive = samplers?.filter(({ state }) => state === 'alive') ?? null;
  const explain = (name: string) => <Explain question={t(`${name}.label`)} answer={t(`${name}.hint`)} />;
  return (
    <Facts>
      <Fact label={t('samplers.label')} explain={explain('samplers')} note={t('samplers.note')}>
        {alive === null || samplers === null ? (
          <UnknownCell reason={faultText(answer.samplers.fault)} />
        ) : (
          t('samplers.of', { alive: alive.length, total: samplers.length })
        )}
      </Fact>
      <Fact label={t('coverage.label')} explain={explain('coverage')} note={t('coverage.note')}>
        <PercentCell value={leastCoverage(answer)} reason={faultText(answer.clusters.fault) ?? t('coverage.none')} />
      </Fact>
      <Fact label={t('requests.label')} explain={explain('requests')} unit={t('requests.unit')} note={t('requests.note')}>
        <CoveredCell covered={requestsPerSecond(answer)} kind="rate" reason={faultText(answer.clusters.fault)} />
      </Fact>
      <Fact label={t('size.label')} explain={explain('size')} note={answer.database.data === null ? null : t('size.note')}>
        <BytesCell value={answer.database.data?.sizeBytes} reason={faultText(answer.database.fault)} />
      </Fact>
      <Fact label={t('waiting.label')} explain={explain('waiting')} note={t('waiting.note')}>
        <NumberCell value={sumOf(alive, 'passesWaiting')} reason={faultText(answer.samplers.fault) ?? t('waiting.none')} />
      </Fact>
      <Fact
        label={t('memory.label')}
        explain={explain('memory')}
        note={t('memory.note', { web: format.bytes(answer.web.rssBytes) })}
      >
        <BytesCell value={sumOf(alive, 'rssBytes')} reason={faultText(answer.samplers.fault) ?? t('memory.none')} />
      </Fact>
    </Facts>
  );
}

/** A figure over all living samplers; null when there is none, or when one does not tell it. */
function sumOf(samplers: readonly SamplerProcess[] | null, figure: 'rssBytes' | 'passesWaiting'): number | null {
  const values = samplers?.map((sampler) => sampler[figure]) ?? [];
  return values.length === 0 || values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
