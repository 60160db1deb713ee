'use client';

import { useTranslations } from 'next-intl';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { useFieldError } from '../forms/use-field-error.ts';
import { Field } from '../ui/field.tsx';
import { Input, Textarea } from '../ui/input.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { ClusterDraft } from './cluster-draft.ts';

/** Example of a client.properties; the same in every language, because Kafka's keys are. */
const PROPERTIES_EXAMPLE = `bootstrap.servers=broker1:9093,broker2:9093
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
  username="farol" password="…";`;

export interface AddClusterFieldsProps {
  form: UseFormReturn<ClusterDraft>;
  /** Called at every change, because what was tested or planned is then about something else. */
  onEdit: () => void;
}

/** Name and connection of a cluster. What is typed stays in this form: the server never sends it back. */
export function AddClusterFields({ form, onEdit }: AddClusterFieldsProps) {
  const t = useTranslations('clusters.add');
  const { control: formControl, register, setValue, clearErrors } = form;
  const { errors } = form.formState;
  const way = useWatch({ control: formControl, name: 'way' });
  const fieldError = useFieldError({
    'bootstrap.required': t('bootstrap.required'),
    'bootstrap.host_port': t('bootstrap.hostPort', { server: errors.bootstrap?.message ?? '' }),
    'properties.no_bootstrap': t('properties.noBootstrap'),
  });
  const changing = { onChange: onEdit };

  return (
    <>
      <Field label={t('name.label')} hint={t('name.hint')} error={fieldError('name', errors.name)}>
        {(control) => <Input {...control} {...register('name', changing)} maxLength={80} autoComplete="off" />}
      </Field>
      <div className="grid justify-items-start gap-1.5">
        <span className="text-sm font-medium" aria-hidden>
          {t('way.label')}
        </span>
        <Segmented
          label={t('way.label')}
          value={way}
          onValueChange={(next) => {
            setValue('way', next === 'properties' ? 'properties' : 'bootstrap');
            clearErrors(['bootstrap', 'properties']);
            onEdit();
          }}
          options={[
            { value: 'bootstrap', label: t('way.bootstrap') },
            { value: 'properties', label: 'client.properties' },
          ]}
        />
      </div>
      {way === 'bootstrap' ? (
        <Field label={t('bootstrap.label')} hint={t('bootstrap.hint')} error={fieldError('bootstrap', errors.bootstrap)}>
          {(control) => (
            <Input
              {...control}
              {...register('bootstrap', changing)}
              placeholder="localhost:9092"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              className="font-mono text-sm!"
            />
          )}
        </Field>
      ) : (
        <Field label={t('properties.label')} hint={t('properties.hint')} error={fieldError('properties', errors.properties)}>
          {(control) => (
            <Textarea
              {...control}
              {...register('properties', changing)}
              rows={9}
              placeholder={PROPERTIES_EXAMPLE}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              // Holds secrets: kept away from extensions that store what is typed.
              data-1p-ignore
              data-lpignore="true"
              className="font-mono text-xs! leading-relaxed"
            />
          )}
        </Field>
      )}
    </>
  );
}
