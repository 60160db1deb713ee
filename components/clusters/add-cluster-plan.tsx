'use client';

import { useTranslations } from 'next-intl';
import type { ClusterPlan } from '#lib/contracts/clusters.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import type { ConnectionTest } from './connection-test-state.ts';

export interface AddClusterPlanProps {
  plan: ClusterPlan;
  /** Whether the connection has been tried, for the last word before adding. */
  testState: ConnectionTest['state'];
  failure: unknown;
  isAdding: boolean;
  onAdd: () => void;
}

/** What adding will store, in words and without secrets, with the button that does it. */
export function AddClusterPlan({ plan, testState, failure, isAdding, onAdd }: AddClusterPlanProps) {
  const t = useTranslations('clusters.add.plan');
  const untried = testState === 'idle' || testState === 'running' || testState === 'broken';
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <CardBody className="grid gap-3">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-sm [&_dd]:break-words [&_dt]:text-text-3">
          <dt>{t('name')}</dt>
          <dd>{plan.name}</dd>
          <dt>{t('address')}</dt>
          <dd className="font-mono text-xs leading-5">/clusters/{plan.id}</dd>
          <dt>{t('servers')}</dt>
          <dd className="font-mono text-xs leading-5">{plan.bootstrap.join(', ')}</dd>
          <dt>{t('security')}</dt>
          <dd>{plan.security}</dd>
          <dt>{t('secrets')}</dt>
          <dd>{t(plan.security === 'PLAINTEXT' ? 'secretsNone' : 'secretsDetail')}</dd>
        </dl>
        {plan.warnings.length === 0 ? null : (
          <Callout tone="warn" title={t('warnings', { count: plan.warnings.length })}>
            <ul className="list-disc pl-4">
              {plan.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Callout>
        )}
        {testState === 'refused' ? <Callout tone="bad" title={t('testRefused')} /> : null}
        {untried ? <Callout tone="info" title={t('untested')} /> : null}
        <FormFailure error={failure} />
        <div>
          <Button variant="primary" onClick={onAdd} busy={isAdding}>
            {t('add')}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
