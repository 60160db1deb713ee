'use client';

import { X } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { NextIntlClientProvider, useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useLateTexts } from '#lib/i18n/use-late-texts.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { STOPS, stopPath } from './steps.ts';
import type { TourPlace } from './tour-place.ts';
import { goOnTour } from './use-tour.ts';

interface TourCardProps {
  place: Exclude<TourPlace, { kind: 'over' }>;
}

/** The tour's card with its own texts. Floats beside the page, blocks nothing, and takes no focus by itself. */
export default function TourCard({ place }: TourCardProps) {
  const locale = useLocale();
  const texts = useLateTexts('tour');
  if (texts === undefined) return null;
  return (
    <NextIntlClientProvider locale={locale} messages={{ tour: texts }} timeZone="UTC">
      <Card place={place} />
    </NextIntlClientProvider>
  );
}

function Card({ place }: TourCardProps) {
  const t = useTranslations('tour');
  const router = useRouter();
  const path = usePathname();
  const heading = useRef<HTMLHeadingElement>(null);
  const at = place.kind === 'stop' ? place.at : -1;
  const stop = STOPS[at];
  const isLast = at === STOPS.length - 1;
  const card = useRef<HTMLElement>(null);
  const moved = useRef(false);

  // A step that was asked for by keyboard is read from its beginning; the first appearance leaves the focus where it is.
  useEffect(() => {
    if (moved.current) heading.current?.focus({ preventScroll: true });
  }, [at]);

  // Escape ends it from within; elsewhere on the page the key keeps its meaning.
  useEffect(() => {
    const element = card.current;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end();
    };
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);

  // What stands at the foot of the page can be scrolled out from under the card.
  useEffect(() => {
    document.documentElement.dataset['tour'] = '';
    return () => {
      delete document.documentElement.dataset['tour'];
    };
  }, []);

  const goTo = (next: number) => {
    const target = STOPS[next];
    if (target === undefined) return end();
    moved.current = true;
    goOnTour({ kind: 'stop', at: next });
    router.push(stopPath(target));
  };
  const isElsewhere = stop !== undefined && path !== stopPath(stop).split('?')[0];

  return (
    <section
      aria-label={t('label')}
      data-print="hide"
      ref={card}
      className="pop-in fixed inset-x-3 bottom-3 z-40 rounded-lg border border-line-strong bg-surface p-3.5 shadow-pop sm:left-auto sm:w-[340px]"
    >
      <div className="flex items-start gap-2">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 text-md font-semibold outline-none">
          {stop === undefined ? t('offer.title') : t(`stops.${stop}.title`)}
        </h2>
        <IconButton size="sm" label={t('skip')} icon={<X aria-hidden />} onClick={end} />
      </div>
      <p className="mt-1 text-sm text-pretty text-text-2">{stop === undefined ? t('offer.text') : t(`stops.${stop}.text`)}</p>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        {stop === undefined ? (
          <>
            <Button variant="primary" onClick={() => goTo(0)}>
              {t('start')}
            </Button>
            <Button variant="ghost" onClick={end}>
              {t('no')}
            </Button>
          </>
        ) : (
          <>
            <span className="mr-auto text-xs text-text-3">{t('progress', { at: at + 1, total: STOPS.length })}</span>
            {isElsewhere ? <Button onClick={() => goTo(at)}>{t('return')}</Button> : null}
            {at > 0 ? <Button onClick={() => goTo(at - 1)}>{t('back')}</Button> : null}
            <Button variant="primary" onClick={() => goTo(at + 1)}>
              {isLast ? t('done') : t('next')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function end(): void {
  goOnTour({ kind: 'over' });
}
