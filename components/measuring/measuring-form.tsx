'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Controller, useForm, useFormState, type UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import { ApiError } from '#lib/client/api-error.ts';
import { useUpdateMeasuring } from '#lib/client/measuring.ts';
import type { Measuring } from '#lib/contracts/measuring.ts';
import { knownZones } from '../shell/zone-names.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { Button } from '../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Textarea } from '../ui/input.tsx';
import { Switch } from '../ui/switch.tsx';
import { draftMistakes, draftOf, patchOf, type MeasuringDraft } from './measuring-draft.ts';
import { MeasuringSource } from './measuring-source.tsx';
import { placeReasons } from './place-reasons.ts';

export interface MeasuringFormProps {
  clusterId: string;
  stored: Measuring;
  /** ETag of what is stored. */
  version: string;
  isReadOnly: boolean;
  /** Reads anew after somebody else's change. */
  onReload: () => void;
}

/** The settings as a form: each subject a card, saved together, only what changed. */
export function MeasuringForm({ clusterId, stored, version, isReadOnly, onReload }: MeasuringFormProps) {
  const t = useTranslations('measuring');
  const update = useUpdateMeasuring(clusterId);
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<MeasuringDraft>({
    defaultValues: draftOf(stored),
    resolver: (draft) => {
      const mistakes = Object.entries(draftMistakes(draft));
      if (mistakes.length === 0) return { values: draft, errors: {} };
      return {
        values: {},
        errors: Object.fromEntries(mistakes.map(([field, type]) => [field, { type, message: t(`mistake.${type}`) }])),
      };
    },
  });
  const save = form.handleSubmit(async (draft) => {
    setFailure(null);
    try {
      await update.mutateAsync({ patch: patchOf(stored, draft), version });
      toast.success(t('saved'));
    } catch (error) {
      setFailure(placeReasons(error, form.setError));
    }
  });
  const isOutdated = failure instanceof ApiError && failure.code === 'precondition';
  return (
    <form noValidate onSubmit={save} autoComplete="off">
      <div className="grid gap-4">
        <fieldset disabled={isReadOnly} className="contents">
          <CanaryCard form={form} />
        </fieldset>
        <MeasuringSource clusterId={clusterId} stored={stored} form={form} isReadOnly={isReadOnly} />
        <fieldset disabled={isReadOnly} className="contents">
          <ZookeeperCard form={form} />
          <BoundsCard form={form} />
          <ZoneCard form={form} />
          <PrometheusCard clusterId={clusterId} form={form} />
        </fieldset>
        <FormFailure error={failure} titles={{ precondition: t('outdated') }} />
        {isReadOnly ? null : (
          <SaveBar form={form} isSaving={update.isPending}>
            {isOutdated ? <Button onClick={onReload}>{t('reload')}</Button> : null}
          </SaveBar>
        )}
      </div>
    </form>
  );
}

type Form = UseFormReturn<MeasuringDraft>;

/** Stays in view while there is something to save. */
function SaveBar({ form, isSaving, children }: { form: Form; isSaving: boolean; children: ReactNode }) {
  const t = useTranslations('measuring');
  const { isDirty } = useFormState({ control: form.control });
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-2 border-t border-line bg-ground px-1 py-3">
      <Button type="submit" variant="primary" disabled={!isDirty} busy={isSaving}>
        {t('save')}
      </Button>
      <Button onClick={() => form.reset()} disabled={!isDirty}>
        {t('discard')}
      </Button>
      {children}
      <span className="text-sm text-text-3" role="status">
        {isDirty ? t('unsaved') : t('unchanged')}
      </span>
    </div>
  );
}

function CanaryCard({ form }: { form: Form }) {
  const t = useTranslations('measuring.canary');
  const off = useTranslations('canary.off');
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <CardBody className="grid gap-2">
        <Controller
          control={form.control}
          name="canary"
          render={({ field }) => (
            <Switch label={t('switch')} checked={field.value} onCheckedChange={field.onChange} disabled={field.disabled} />
          )}
        />
        <p className="text-sm text-text-2">{off('why')}</p>
        <ul className="grid gap-1 text-sm text-text-2">
          {(['topic', 'records', 'commits', 'cost'] as const).map((what) => (
            <li key={what} className="flex gap-2">
              <span aria-hidden>·</span>
              <span>{off(`writes.${what}`, { topic: '__farol_canary' })}</span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function ZookeeperCard({ form }: { form: Form }) {
  const t = useTranslations('measuring.zookeeper');
  const { errors } = useFormState({ control: form.control });
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <CardBody className="grid gap-4 md:grid-cols-2">
        <Field className="content-start" label={t('servers')} hint={t('serversHint')} error={errors.zookeeperServers?.message}>
          {(control) => (
            <Textarea
              {...control}
              {...form.register('zookeeperServers')}
              rows={3}
              spellCheck={false}
              className="min-h-[72px]! font-mono text-xs!"
            />
          )}
        </Field>
        <Field
          className="content-start"
          label={t('adminUrls')}
          hint={t('adminUrlsHint')}
          error={errors.zookeeperAdminUrls?.message}
        >
          {(control) => (
            <Textarea
              {...control}
              {...form.register('zookeeperAdminUrls')}
              rows={3}
              spellCheck={false}
              className="min-h-[72px]! font-mono text-xs!"
            />
          )}
        </Field>
      </CardBody>
    </Card>
  );
}

function BoundsCard({ form }: { form: Form }) {
  const t = useTranslations('measuring.bounds');
  const { errors } = useFormState({ control: form.control });
  return (
    <Card>
      <CardHeader title={t('title')} />
      <CardBody className="grid gap-4 md:grid-cols-2">
        <Field className="content-start" label={t('lag')} hint={t('lagHint')} error={errors.lagSloSeconds?.message}>
          {(control) => <Input {...control} {...form.register('lagSloSeconds')} inputMode="numeric" className="max-w-[160px]" />}
        </Field>
        <Field className="content-start" label={t('budget')} hint={t('budgetHint')} error={errors.requestsPerSecondMax?.message}>
          {(control) => (
            <Input {...control} {...form.register('requestsPerSecondMax')} inputMode="decimal" className="max-w-[160px]" />
          )}
        </Field>
      </CardBody>
    </Card>
  );
}

function ZoneCard({ form }: { form: Form }) {
  const t = useTranslations('measuring.zone');
  const { errors } = useFormState({ control: form.control });
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <CardBody>
        <Field label={t('label')} hint={t('hint')} error={errors.timeZone?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register('timeZone')}
              list="cluster-zones"
              autoComplete="off"
              spellCheck={false}
              className="max-w-[320px]"
            />
          )}
        </Field>
        <datalist id="cluster-zones">
          {knownZones().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </CardBody>
    </Card>
  );
}

function PrometheusCard({ clusterId, form }: { clusterId: string; form: Form }) {
  const t = useTranslations('measuring.prometheus');
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <CardBody className="grid gap-2">
        <Controller
          control={form.control}
          name="prometheusOut"
          render={({ field }) => <Switch label={t('switch')} checked={field.value} onCheckedChange={field.onChange} />}
        />
        <p className="text-sm text-text-2">
          {t.rich('detail', {
            path: '/metrics/kafka',
            cluster: clusterId,
            code: (text) => <code className="font-mono text-[0.94em] text-text">{text}</code>,
          })}
        </p>
      </CardBody>
    </Card>
  );
}
