'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ApiError } from '#lib/client/api-error.ts';
import { safeReturnPath } from '#lib/client/return-path.ts';
import { signIn, useSetupState } from '#lib/client/session.ts';
import type { LoginInput } from '#lib/contracts/session.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { lazyResolver } from '../forms/lazy-resolver.ts';
import { PasswordInput } from '../forms/password-input.tsx';
import { useFieldError } from '../forms/use-field-error.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { EntryCard } from './entry-card.tsx';

/** Sign-in by e-mail and password; goes on to `next`, a path within this site. */
export function SignInForm({ next }: { next: string | null }) {
  const t = useTranslations('auth');
  const fieldError = useFieldError();
  const [failure, setFailure] = useState<unknown>(null);
  const setup = useSetupState();
  const form = useForm<LoginInput>({
    resolver: lazyResolver(async () => (await import('#lib/contracts/session.ts')).LoginInput),
    defaultValues: { email: '', password: '' },
    reValidateMode: 'onChange',
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await signIn(values);
      // A full load, not a route change: nothing that was answered to a stranger stays in memory.
      window.location.assign(safeReturnPath(next));
      await new Promise(() => undefined); // Stays busy until the next page takes over.
    } catch (error) {
      setFailure(error);
      form.resetField('password');
      form.setFocus('password');
    }
  });

  const isWrong = failure instanceof ApiError && failure.code === 'unauthenticated';
  return (
    <EntryCard title={t('signIn.title')} intro={setup.data?.demo === true ? t('signIn.demoIntro') : t('signIn.intro')}>
      {setup.data?.needsSetup === true ? (
        <Callout tone="info" role="status" title={t('signIn.needsSetup.title')} className="mb-4">
          {t('signIn.needsSetup.detail')}
        </Callout>
      ) : null}
      <form method="post" noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t('email')} error={fieldError('email', errors.email)}>
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              autoComplete="username"
              inputMode="email"
              className="h-9!"
            />
          )}
        </Field>
        <Field label={t('password')} error={fieldError('password', errors.password) ?? (isWrong ? t('signIn.wrong') : null)}>
          {(control) => (
            <PasswordInput {...control} {...form.register('password')} autoComplete="current-password" className="h-9" />
          )}
        </Field>
        {isWrong ? null : <FormFailure error={failure} titles={{ too_many_requests: t('signIn.tooMany') }} />}
        <Button type="submit" variant="primary" size="lg" busy={isSubmitting}>
          {t('signIn.submit')}
        </Button>
      </form>
    </EntryCard>
  );
}
