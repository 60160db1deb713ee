'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { ApiError } from '#lib/client/api-error.ts';
import { useCreateCluster, usePlanCluster } from '#lib/client/clusters.ts';
import { clusterPath } from '#lib/client/paths.ts';
import type { ClusterInput, ClusterPlan } from '#lib/contracts/clusters.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { placeInvalidParams } from '../forms/place-invalid-params.ts';
import { Button } from '../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import { AddClusterFields } from './add-cluster-fields.tsx';
import { AddClusterPlan } from './add-cluster-plan.tsx';
import { AddClusterTest } from './add-cluster-test.tsx';
import { EMPTY_DRAFT, draftMistakes, inputOf, type ClusterDraft } from './cluster-draft.ts';
import { useConnectionTest } from './use-connection-test.ts';

const FIELDS = ['name', 'bootstrap', 'properties'] as const;

/** Adding a cluster: what to connect to, an optional test step by step, the plan in words, then the adding itself. */
export function AddClusterForm() {
  const t = useTranslations('clusters.add');
  const router = useRouter();
  const connection = useConnectionTest();
  const plan = usePlanCluster();
  const create = useCreateCluster();
  const [agreed, setAgreed] = useState<{ input: ClusterInput; plan: ClusterPlan } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<ClusterDraft>({
    defaultValues: EMPTY_DRAFT,
    resolver: async (draft) => {
      const errors = await draftMistakes(draft);
      return Object.keys(errors).length === 0 ? { values: draft, errors: {} } : { values: {}, errors };
    },
  });

  /** What was tested or planned no longer stands in the fields: forget it. */
  const forget = () => {
    setAgreed(null);
    setFailure(null);
    connection.reset();
  };
  const place = (error: unknown) => setFailure(placeInvalidParams<ClusterDraft>(error, FIELDS, form.setError));

  const runTest = form.handleSubmit((draft) => {
    setFailure(null);
    connection.run(inputOf(draft));
  });
  const runPlan = form.handleSubmit(async (draft) => {
    setFailure(null);
    const input = inputOf(draft);
    try {
      setAgreed({ input, plan: await plan.mutateAsync(input) });
    } catch (error) {
      place(error);
    }
  });
  const add = async () => {
    if (agreed === null) return;
    setFailure(null);
    try {
      const cluster = await create.mutateAsync({ ...agreed.input, planHash: agreed.plan.planHash });
      // The secrets leave the page's memory with the form.
      form.reset(EMPTY_DRAFT);
      toast.success(t('added', { name: cluster.name }));
      router.push(clusterPath(cluster.id));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'conflict') setAgreed(null);
      place(error);
    }
  };

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Card>
        <CardHeader title={t('connection.title')} note={t('connection.note')} />
        <CardBody>
          <form noValidate onSubmit={runPlan} autoComplete="off" className="grid gap-4">
            <AddClusterFields form={form} onEdit={forget} />
            {agreed === null ? <FormFailure error={failure} /> : null}
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => void runTest()} busy={connection.test.state === 'running'}>
                {t('test.run')}
              </Button>
              <Button type="submit" variant={agreed === null ? 'primary' : 'secondary'} busy={plan.isPending}>
                {t('plan.run')}
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
      <div className="grid gap-4">
        <AddClusterTest test={connection.test} />
        {agreed === null ? null : (
          <AddClusterPlan
            plan={agreed.plan}
            testState={connection.test.state}
            failure={failure}
            isAdding={create.isPending || create.isSuccess}
            onAdd={() => void add()}
          />
        )}
      </div>
    </div>
  );
}
