'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo, useState, type FormEvent } from 'react';
import { useTopicProducers } from '#lib/client/transactions.ts';
import { useTopics } from '#lib/client/topics.ts';
import type { TopicProducers } from '#lib/contracts/transactions.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { QueryState } from '../states/query-state.tsx';
import { Unknown } from '../states/unknown.tsx';
import { NumberCell, StateCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

type Row = TopicProducers['data'][number]['producers'][number] & { partition: number };

export interface TopicProducersCardProps {
  clusterId: string;
  /** The topic asked for; null = none yet. */
  topic: string | null;
  onTopic: (topic: string | null) => void;
}

/** The producers that a topic's leaders remember, asked of the cluster when a person wants them. */
export function TopicProducersCard({ clusterId, topic, onTopic }: TopicProducersCardProps) {
  const t = useTranslations('transactions.producers');
  const headingId = useId();
  const query = useTopicProducers(clusterId, topic);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={t('title')} note={t('note')} />
      <CardBody>
        <TopicForm
          key={topic ?? ''}
          clusterId={clusterId}
          topic={topic}
          isAsking={query.isFetching}
          onTopic={(next) => {
            if (next === topic) void query.refetch();
            else onTopic(next);
          }}
        />
      </CardBody>
      {topic === null ? null : (
        <QueryState query={query} skeleton={<DataTableSkeleton columns={6} rows={3} />}>
          {(producers) => <Producers producers={producers} />}
        </QueryState>
      )}
    </Card>
  );
}

interface TopicFormProps {
  clusterId: string;
  topic: string | null;
  isAsking: boolean;
  onTopic: (topic: string | null) => void;
}

function TopicForm({ clusterId, topic, isAsking, onTopic }: TopicFormProps) {
  const t = useTranslations('transactions.producers');
  const listId = useId();
  const topics = useTopics(clusterId).data?.rows ?? [];
  const [typed, setTyped] = useState(topic ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onTopic(typed.trim() === '' ? null : typed.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field label={t('topic')} className="w-full max-w-[320px]">
        {(control) => (
          <Input
            {...control}
            list={listId}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            maxLength={249}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
          />
        )}
      </Field>
      <datalist id={listId}>
        {topics.slice(0, SUGGESTED).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button type="submit" busy={isAsking}>
        {t('ask')}
      </Button>
    </form>
  );
}

/** Names offered while typing. */
const SUGGESTED = 500;

function Producers({ producers }: { producers: TopicProducers }) {
  const faultText = useFaultText();
  const t = useTranslations('transactions.producers');
  const format = useFormat();
  const rows = useMemo(
    () => producers.data.flatMap(({ partition, producers: each }): Row[] => each.map((producer) => ({ ...producer, partition }))),
    [producers],
  );
  const faults = producers.data.filter(({ fault }) => fault !== null);
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      numberColumn({ id: 'partition', header: t('partition'), width: 100, of: ({ partition }) => partition }),
      {
        id: 'producer',
        header: t('producer'),
        width: 160,
        grow: true,
        numeric: true,
        align: 'end',
        sortValue: ({ producerId }) => producerId,
        cell: ({ producerId }) => <span className="font-mono text-[0.96em]">{producerId}</span>,
      },
      numberColumn({ id: 'epoch', header: t('epoch'), width: 92, of: ({ producerEpoch }) => producerEpoch }),
      numberColumn({
        id: 'sequence',
        header: t('sequence'),
        width: 148,
        of: ({ lastSequence }) => (lastSequence < 0 ? null : lastSequence),
        reason: () => t('noSequence'),
      }),
      {
        id: 'last',
        header: t('last'),
        width: 196,
        align: 'end',
        descFirst: true,
        sortValue: ({ lastRecordAt }) => lastRecordAt,
        cell: ({ lastRecordAt }) =>
          lastRecordAt === null ? <Unknown /> : <time dateTime={lastRecordAt}>{format.dateTime(Date.parse(lastRecordAt))}</time>,
      },
      {
        id: 'open',
        header: t('open'),
        width: 196,
        numeric: true,
        descFirst: true,
        sortValue: ({ transactionStartOffset }) => transactionStartOffset,
        cell: ({ transactionStartOffset }) =>
          transactionStartOffset === null ? (
            <span className="text-text-3">{t('noneOpen')}</span>
          ) : (
            <StateCell tone="warn">
              <span className="mr-1">{t('openSince')}</span>
              <NumberCell value={transactionStartOffset} />
            </StateCell>
          ),
      },
    ],
    [t, format],
  );
  return (
    <>
      {faults.length === 0 ? null : (
        <div className="px-3.5 pb-3.5">
          <Callout tone="warn" role="status" title={t('unread', { count: faults.length, total: producers.data.length })}>
            {faultText(faults[0]?.fault)}
          </Callout>
        </div>
      )}
      {producers.hidden > 0 ? (
        <p className="px-3.5 pb-2 text-sm text-warn">{t('hidden', { hidden: format.integer(producers.hidden) })}</p>
      ) : null}
      {faults.length === producers.data.length && faults.length > 0 ? null : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ partition, producerId }) => `${partition} ${producerId}`}
          empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('none')}</p>}
        />
      )}
    </>
  );
}
