'use client';

import { Lightbulb } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMe } from '#lib/client/session.ts';
import { Button } from '../ui/button.tsx';
import { stopPath } from './steps.ts';
import { goOnTour, useTourPlace } from './use-tour.ts';

/** Begins the tour anew for those who ended it; nothing on other Farols than the demonstration. */
export function TourAgain() {
  const t = useTranslations('terms');
  const router = useRouter();
  const place = useTourPlace();
  const isDemo = useMe().data?.demo === true;
  if (!isDemo || place.kind !== 'over') return null;
  const begin = () => {
    goOnTour({ kind: 'stop', at: 0 });
    router.push(stopPath('overview'));
  };
  return (
    <Button onClick={begin}>
      <Lightbulb aria-hidden />
      {t('tour')}
    </Button>
  );
}
