import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SetupForm } from '#components/auth/setup-form.tsx';

/** Window title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.setup');
  return { title: t('title') };
}

/** The first account, by the link that the server printed. */
export default function SetupPage() {
  return <SetupForm />;
}
