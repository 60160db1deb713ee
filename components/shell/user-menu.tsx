'use client';

import { CircleUserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMe } from '#lib/client/session.ts';
import { Dropdown, DropdownContent, DropdownTrigger } from '../ui/dropdown.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const UserMenuItems = partOnDemand(
  () => import('./user-menu-items.tsx').then((module) => module.UserMenuItems),
  () => <Skeleton className="m-2 h-4 w-32" />,
);

/** Who is signed in, and what is theirs to choose. */
export function UserMenu() {
  const t = useTranslations('shell.user');
  const me = useMe().data;
  return (
    <Dropdown>
      <DropdownTrigger className="flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-left text-sm text-text-2 hover:bg-surface-2 hover:text-text">
        <CircleUserRound aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
        <span className="min-w-0 flex-1 truncate">{me?.name ?? t('menu')}</span>
        <span className="sr-only">{t('menu')}</span>
      </DropdownTrigger>
      <DropdownContent side="top" className="max-h-[min(640px,var(--radix-dropdown-menu-content-available-height))]! w-[264px]">
        <UserMenuItems />
      </DropdownContent>
    </Dropdown>
  );
}
