import { useTranslations } from 'next-intl';
import { Empty } from '#components/states/empty.tsx';
import { buttonVariants } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';

/** An address that leads nowhere. */
export default function NotFound() {
  const t = useTranslations('common.notFound');
  return (
    <main className="grid min-h-[80vh] place-items-center">
      <div>
        <h1 className="sr-only">{t('title')}</h1>
        <Empty
          picture="lost"
          title={t('title')}
          action={
            <>
              {/* Links with the look of buttons: a page drawn by the server alone needs no code of theirs. */}
              <Link href="/" className={buttonVariants({ variant: 'primary' })}>
                {t('home')}
              </Link>
              <Link href="/glossary" className={buttonVariants()}>
                {t('glossary')}
              </Link>
            </>
          }
        >
          {t('advice')}
        </Empty>
      </div>
    </main>
  );
}
