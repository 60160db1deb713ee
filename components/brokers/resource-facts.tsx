'use client';

import { useTranslations } from 'next-intl';
import type { ResourceDigest } from '#lib/contracts/resources.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { BytesCell, DurationCell, PercentCell } from '../table/cells.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { useDigestReason } from './use-resource-reason.ts';

/** How busy a broker is, by its own figures: the few that tell most. */
export function ResourceFacts({ resources }: { resources: ResourceDigest }) {
  const t = useTranslations('brokers');
  const metric = useTranslations('catalog.broker');
  const format = useFormat();
  const reason = useDigestReason()(resources);
  const named = (name: string, label = metric(`${name}.name`)) => ({
    label,
    explain: <Explain question={t('whatIs', { name: label })} answer={metric(`${name}.hint`)} />,
  });
  const { heap, bytesInPerSecond, bytesOutPerSecond } = resources;
  const perSecond = (value: number | null) => (value === null ? undefined : '/s');
  return (
    <Facts>
      <Fact {...named('cpu')}>
        <PercentCell value={resources.cpu} reason={reason} />
      </Fact>
      <Fact {...named('heap_used')} note={heap === null ? undefined : t('resources.ofLimit')}>
        <PercentCell value={heap} reason={reason} />
      </Fact>
      <Fact
        {...named('handler_idle')}
        note={
          resources.networkIdle === null
            ? undefined
            : t('resources.networkIdle', { share: format.percent(resources.networkIdle) })
        }
      >
        <PercentCell value={resources.handlerIdle} reason={reason} />
      </Fact>
      <Fact {...named('produce_p99')}>
        <DurationCell value={resources.produceP99Ms} reason={reason} />
      </Fact>
      <Fact {...named('bytes_in')} unit={perSecond(bytesInPerSecond)}>
        <BytesCell value={wholeBytes(bytesInPerSecond)} reason={reason} />
      </Fact>
      <Fact {...named('bytes_out')} unit={perSecond(bytesOutPerSecond)}>
        <BytesCell value={wholeBytes(bytesOutPerSecond)} reason={reason} />
      </Fact>
    </Facts>
  );
}

/** A rate of bytes without its fractions, which nobody reads. */
function wholeBytes(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
