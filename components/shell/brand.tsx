'use client';

import { useTranslations } from 'next-intl';
import { LogoMark } from './logo.tsx';
import { Link } from '../ui/link.tsx';

/** Farol's name and mark over a navigation; leads to the fleet. */
export function Brand() {
  const t = useTranslations('shell');
  return (
    <Link href="/" className="mb-3 flex h-9 items-center gap-2.5 rounded-md px-2 text-lg font-semibold tracking-[-0.01em]">
      <LogoMark />
      {t('brand')}
    </Link>
  );
}
