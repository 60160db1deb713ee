'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { signInByLink } from '#lib/client/session.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { Button } from '../ui/button.tsx';
import { EntryCard } from './entry-card.tsx';
import { tokenOf } from './link-token.ts';
import { Link } from '../ui/link.tsx';

type EntryState = { kind: 'posting' } | { kind: 'no_link' } | { kind: 'failed'; error: unknown };

/** Spends the link; on success the console takes over and the page stays as it is until then. */
async function enter(token: string | null): Promise<EntryState> {
  if (token === null) return { kind: 'no_link' };
  try {
    await signInByLink(token);
    window.location.replace('/');
    return { kind: 'posting' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Signs in with the link that the demonstration printed: posts its secret once and takes it out of the address bar and the history. */
export function EnterByLink() {
  const t = useTranslations('auth');
  const hasPosted = useRef(false);
  const [state, setState] = useState<EntryState>({ kind: 'posting' });

  useEffect(() => {
    // The link works once: React may run effects twice, the request must not.
    if (hasPosted.current) return;
    hasPosted.current = true;
    const token = tokenOf(window.location);
    window.history.replaceState(null, '', '/enter');
    void enter(token).then(setState);
  }, []);

  if (state.kind === 'posting') {
    return (
      <EntryCard title={t('enter.title')}>
        <p role="status" className="flex items-center gap-2 text-text-2">
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          {t('enter.posting')}
        </p>
      </EntryCard>
    );
  }
  return (
    <EntryCard title={t(state.kind === 'no_link' ? 'enter.noLink.title' : 'enter.failed.title')} intro={t('enter.advice')}>
      <div className="grid gap-4">
        {state.kind === 'failed' ? (
          <FormFailure
            error={state.error}
            titles={{
              unauthenticated: t('enter.used'),
              forbidden: t('enter.used'),
              not_found: t('enter.used'),
              invalid: t('enter.used'),
              too_many_requests: t('signIn.tooMany'),
            }}
          />
        ) : null}
        <Button asChild size="lg">
          <Link href="/sign-in">{t('enter.toSignIn')}</Link>
        </Button>
      </div>
    </EntryCard>
  );
}
