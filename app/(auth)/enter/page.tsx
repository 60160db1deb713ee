import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EnterByLink } from '#components/auth/enter-by-link.tsx';

/** Window title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.enter');
  return { title: t('title') };
}

/** Where the demonstration's one-time link leads. */
export default function EnterPage() {
  return <EnterByLink />;
}
