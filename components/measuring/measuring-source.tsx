'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';
import { useTestMeasuring } from '#lib/client/measuring.ts';
import type { Measuring } from '#lib/contracts/measuring.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { PasswordInput } from '../forms/password-input.tsx';
import { Button } from '../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Textarea } from '../ui/input.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { draftMistakes, sourceOf, type MeasuringDraft } from './measuring-draft.ts';
import { placeReasons } from './place-reasons.ts';
import { SourceTest } from './source-test.tsx';

export interface MeasuringSourceProps {
  clusterId: string;
  stored: Measuring;
  form: UseFormReturn<MeasuringDraft>;
  isReadOnly: boolean;
}

/** Where the brokers' own figures are read, and a trial on every broker that stores nothing. */
export function MeasuringSource({ clusterId, stored, form, isReadOnly }: MeasuringSourceProps) {
  const t = useTranslations('measuring.source');
  const kind = useWatch({ control: form.control, name: 'source' });
  const test = useTestMeasuring(clusterId);
  const [failure, setFailure] = useState<unknown>(null);
  const run = async () => {
    setFailure(null);
    test.reset();
    const draft = form.getValues();
    if (!isReadOnly && Object.keys(draftMistakes(draft)).some((field) => FIELDS.has(field))) {
      await form.trigger();
      return;
    }
    // A declared source is tried as it is stored: its secrets are known to the server alone.
    const resources = isReadOnly ? undefined : (sourceOf(draft) ?? undefined);
    try {
      await test.mutateAsync(resources === undefined ? {} : { resources });
    } catch (error) {
      setFailure(placeReasons(error, form.setError));
    }
  };
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <CardBody className="grid gap-4">
        <fieldset disabled={isReadOnly} className="contents">
          <Segmented
            label={t('kind')}
            value={kind}
            onValueChange={(next) => {
              form.setValue('source', next === 'jolokia' || next === 'prometheus' ? next : 'none', { shouldDirty: true });
              test.reset();
            }}
            options={[
              { value: 'none', label: t('none') },
              { value: 'jolokia', label: 'Jolokia' },
              { value: 'prometheus', label: 'Prometheus' },
            ]}
            className="justify-self-start"
          />
          {kind === 'none' ? (
            <p className="text-sm text-text-2">{t('noneDetail')}</p>
          ) : (
            <Fields form={form} kind={kind} stored={stored} />
          )}
        </fieldset>
        {kind === 'none' ? null : (
          <div className="grid gap-3 justify-items-start">
            <Button onClick={() => void run()} busy={test.isPending}>
              {t('test')}
            </Button>
            <FormFailure error={failure} className="w-full" />
            {test.data === undefined ? null : <SourceTest result={test.data} />}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

/** Fields that a trial needs right. */
const FIELDS: ReadonlySet<string> = new Set(['url', 'urlByBroker', 'username']);
const EXAMPLE = { jolokia: 'http://{host}:8778/jolokia', prometheus: 'http://{host}:9404/metrics' } as const;

function Fields({
  form,
  kind,
  stored,
}: {
  form: UseFormReturn<MeasuringDraft>;
  kind: 'jolokia' | 'prometheus';
  stored: Measuring;
}) {
  const t = useTranslations('measuring.source');
  const auth = useWatch({ control: form.control, name: 'auth' });
  const { errors } = useFormState({ control: form.control });
  const plain = { spellCheck: false, autoCapitalize: 'off', autoComplete: 'off' } as const;
  const secretHint = (isStored: boolean) => (isStored ? t('secretKept') : t('secretHint'));
  return (
    <>
      <Field
        label={t('url')}
        hint={t.rich('urlHint', { host: '{host}', nodeId: '{nodeId}', code: mono })}
        error={errors.url?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...plain}
            {...form.register('url')}
            placeholder={EXAMPLE[kind]}
            maxLength={2000}
            className="font-mono text-sm!"
          />
        )}
      </Field>
      <Field label={t('urlByBroker')} hint={t.rich('urlByBrokerHint', { code: mono })} error={errors.urlByBroker?.message}>
        {(control) => (
          <Textarea
            {...control}
            {...plain}
            {...form.register('urlByBroker')}
            rows={3}
            className="min-h-[72px]! font-mono text-xs!"
          />
        )}
      </Field>
      <div className="grid justify-items-start gap-1.5">
        <span className="text-sm font-medium" aria-hidden>
          {t('auth')}
        </span>
        <Segmented
          label={t('auth')}
          value={auth}
          onValueChange={(next) =>
            form.setValue('auth', next === 'basic' || next === 'bearer' ? next : 'none', { shouldDirty: true })
          }
          options={(['none', 'basic', 'bearer'] as const).map((value) => ({ value, label: t(`auths.${value}`) }))}
        />
      </div>
      {auth === 'basic' ? (
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t('username')} error={errors.username?.message}>
            {(control) => <Input {...control} {...plain} {...form.register('username')} maxLength={200} />}
          </Field>
          <Field label={t('password')} hint={secretHint(stored.resources?.hasPassword === true)} error={errors.password?.message}>
            {(control) => (
              <PasswordInput {...control} {...form.register('password')} autoComplete="new-password" maxLength={1000} />
            )}
          </Field>
        </div>
      ) : null}
      {auth === 'bearer' ? (
        <Field
          label={t('token')}
          hint={secretHint(stored.resources?.hasBearerToken === true)}
          error={errors.bearerToken?.message}
        >
          {(control) => (
            <PasswordInput {...control} {...form.register('bearerToken')} autoComplete="new-password" maxLength={8000} />
          )}
        </Field>
      ) : null}
    </>
  );
}

function mono(text: ReactNode) {
  return <code className="font-mono">{text}</code>;
}
