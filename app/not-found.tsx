import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '#components/states/empty.tsx';
import { Button } from '#components/ui/button.tsx';

/** An address that leads nowhere. */
export default function NotFound() {
  const t = useTranslations('common.notFound');
  return (
    <main className="grid min-h-[80vh] place-items-center">
      <Empty
        icon={SearchX}
        title={t('title')}
        action={
          <Button asChild variant="primary">
            <Link href="/">{t('home')}</Link>
          </Button>
        }
      >
        {t('advice')}
      </Empty>
    </main>
  );
}
