'use client';

import type { LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { ListCardSkeleton } from '../table/list-card-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from './empty.tsx';
import { QueryState, type QueryLike } from './query-state.tsx';

export interface WholeListStateProps<Row> {
  query: QueryLike<WholeList<Row>>;
  /** Size of the table that will stand here. */
  skeleton: { columns: number; rows: number };
  icon: LucideIcon;
  /** Namespace of what is said until the first pass has ended (`waiting`) and when a pass saw nothing (`none`): `title` and `detail` of each. */
  texts: string;
  children: (list: WholeList<Row>) => ReactNode;
}

/** A page's list: first load, no pass yet, nothing there, or its rows. */
export function WholeListState<Row>({ query, skeleton, icon, texts, children }: WholeListStateProps<Row>) {
  const t = useTranslations(texts);
  return (
    <QueryState query={query} skeleton={<ListCardSkeleton {...skeleton} />} passOf={(list) => list.pass}>
      {(list) => {
        if (list.pass !== null && list.total > 0) return children(list);
        const why = list.pass === null ? 'waiting' : 'none';
        return (
          <Card>
            <Empty picture={why} icon={why === 'none' ? icon : undefined} title={t(`${why}.title`)}>
              {t(`${why}.detail`)}
            </Empty>
          </Card>
        );
      }}
    </QueryState>
  );
}
