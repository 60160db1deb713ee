'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Dialog, SheetContent } from '../ui/dialog.tsx';
import { Brand } from './brand.tsx';
import { Navigation } from './navigation.tsx';
import { UserMenu } from './user-menu.tsx';

export interface FoldedMenuProps extends Pick<ComponentProps<typeof Navigation>, 'clusterId' | 'overview'> {
  onClose: () => void;
}

/** The navigation of small screens, drawn over the page while it is open. */
export function FoldedMenu({ onClose, ...navigation }: FoldedMenuProps) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  return (
    <Dialog open onOpenChange={onClose}>
      <SheetContent title={t('nav.label')} closeLabel={common('close')}>
        <div className="flex min-h-full flex-col px-2.5 py-3">
          <Brand />
          <div className="flex-1">
            <Navigation {...navigation} onNavigate={onClose} />
          </div>
          <UserMenu />
        </div>
      </SheetContent>
    </Dialog>
  );
}
