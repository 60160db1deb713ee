'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { SetupInput } from '#lib/contracts/session.ts';
import { setUp, useSetupState } from '#lib/client/session.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { lazyResolver } from '../forms/lazy-resolver.ts';
import { PasswordInput } from '../forms/password-input.tsx';
import { placeInvalidParams } from '../forms/place-invalid-params.ts';
import { useFieldError } from '../forms/use-field-error.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Link } from '../ui/link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EntryCard } from './entry-card.tsx';
import { useLinkToken } from './link-token.ts';

type Account = Omit<SetupInput, 'token'>;
const accountSchema = async () => (await import('#lib/contracts/session.ts')).SetupInput.omit({ token: true });

/** The first account, made once with the link the server printed. Without link, or when it was made already, says what to do instead. */
export function SetupForm() {
  const t = useTranslations('auth');
  const token = useLinkToken();
  const setup = useSetupState();
  // Until both are known there is nothing true to say: a card shown before would turn into another one under the reader's eyes.
  if (token === undefined || setup.isPending) {
    return (
      <EntryCard title={t('setup.title')}>
        <div aria-busy="true" className="grid gap-4">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      </EntryCard>
    );
  }
  if (setup.data?.needsSetup === false) {
    return (
      <EntryCard title={t('setup.done.title')} intro={t('setup.done.detail')}>
        <Button asChild variant="primary" size="lg" className="w-full">
          <Link href="/sign-in">{t('setup.done.action')}</Link>
        </Button>
      </EntryCard>
    );
  }
  if (token === null) {
    return (
      <EntryCard title={t('setup.noLink.title')} intro={t('setup.noLink.detail')}>
        <Button asChild size="lg" className="w-full">
          <Link href="/sign-in">{t('setup.done.action')}</Link>
        </Button>
      </EntryCard>
    );
  }
  return <AccountForm token={token} />;
}

function AccountForm({ token }: { token: string }) {
  const t = useTranslations('auth');
  const fieldError = useFieldError({ 'password.too_small': t('setup.passwordShort') });
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<Account>({ resolver: lazyResolver(accountSchema), defaultValues: { name: '', email: '', password: '' } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await setUp({ ...values, token });
      // Replaces the entry, so that Back does not return to the used link.
      window.location.replace('/');
      await new Promise(() => undefined); // Stays busy until the next page takes over.
    } catch (error) {
      setFailure(placeInvalidParams<Account>(error, ['name', 'email', 'password'], form.setError));
    }
  });

  return (
    <EntryCard title={t('setup.title')} intro={t('setup.intro')}>
      <form method="post" noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t('name')} error={fieldError('name', errors.name)}>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="name" className="h-9!" />}
        </Field>
        <Field label={t('email')} hint={t('setup.emailHint')} error={fieldError('email', errors.email)}>
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              inputMode="email"
              autoComplete="username"
              className="h-9!"
            />
          )}
        </Field>
        <Field label={t('password')} hint={t('setup.passwordHint')} error={fieldError('password', errors.password)}>
          {(control) => <PasswordInput {...control} {...form.register('password')} autoComplete="new-password" className="h-9" />}
        </Field>
        <FormFailure
          error={failure}
          titles={{
            forbidden: t('setup.badLink'),
            unauthenticated: t('setup.badLink'),
            not_found: t('setup.badLink'),
            conflict: t('setup.done.detail'),
            too_many_requests: t('signIn.tooMany'),
          }}
        />
        <Button type="submit" variant="primary" size="lg" busy={isSubmitting}>
          {t('setup.submit')}
        </Button>
      </form>
    </EntryCard>
  );
}
