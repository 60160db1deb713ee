'use client';

import { useTranslations } from 'next-intl';
import { termPath, type TermId } from './terms.ts';
import { Link } from '../ui/link.tsx';

/** The way from a short explanation to the term's place in the glossary. */
export function TermLink({ id }: { id: TermId }) {
  const t = useTranslations('terms');
  return (
    <Link href={termPath(id)} className="mt-2 inline-block py-1 text-sm text-info hover:underline">
      {t('more')}
    </Link>
  );
}
