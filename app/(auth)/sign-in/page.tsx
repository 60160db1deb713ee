import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '#components/auth/sign-in-form.tsx';

/** Window title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signIn');
  return { title: t('title') };
}

/** Sign-in; `?next=` names the page to return to. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  return <SignInForm next={typeof next === 'string' ? next : null} />;
}
