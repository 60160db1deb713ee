'use client';

import { useTranslations } from 'next-intl';
import { Page } from '../../shell/page.tsx';
import { latePart } from '../../ui/late-part.tsx';

const StateGallery = latePart(
  () => import('./state-gallery.tsx').then((module) => module.StateGallery),
  () => <div aria-busy="true" className="h-screen" />,
);

/** The page of the gallery. */
export function GalleryPage() {
  const t = useTranslations('states.gallery');
  return (
    <Page title={t('title')} windowTitle={t('title')} note={t('note')}>
      <StateGallery />
    </Page>
  );
}
