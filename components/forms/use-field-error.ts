'use client';

import { useTranslations } from 'next-intl';
import type { FieldError } from 'react-hook-form';

/** What stands beside a field: the page's own words for it, else the general words for the kind of mistake, else what the server said. */
export function useFieldError(
  own: Partial<Record<string, string>> = {},
): (name: string, error: FieldError | undefined) => string | null {
  const t = useTranslations('forms.mistake');
  return (name, error) => {
    if (error === undefined) return null;
    if (error.type === 'server') return error.message ?? t('general');
    const said = own[`${name}.${error.type}`];
    if (said !== undefined) return said;
    return t.has(error.type) ? t(error.type) : t('general');
  };
}
