'use client';

import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { moved, withColumn } from './column-order.ts';

export interface ColumnChooserProps {
  /** All columns, the first one first: it names the row and always stands there. */
  columns: readonly { id: string; header: string; hint?: string | undefined }[];
  /** Those that show now, in their order. */
  shownIds: readonly string[];
  /** null = the table's own choice. */
  onChange: (ids: readonly string[] | null) => void;
  /** Whether a person chose, so that there is something to undo. */
  isChosen: boolean;
}

/** Shows, hides and orders the columns: by dragging, by the arrows beside each, or with Alt and the arrow keys. */
export function ColumnChooser({ columns, shownIds, onChange, isChosen }: ColumnChooserProps) {
  const t = useTranslations('table.columns');
  const ownId = useId();
  const listRef = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [first] = columns;
  const columnOf = new Map(columns.map((column) => [column.id, column]));
  const order = [...shownIds, ...columns.map(({ id }) => id).filter((id) => !shownIds.includes(id))];
  const focusOn = (id: string, part: string) => {
    requestAnimationFrame(() => listRef.current?.querySelector<HTMLElement>(`[data-part="${part} ${id}"]`)?.focus());
  };
  const move = (id: string, to: number) => onChange(moved(shownIds, id, to));
  const onKeyDown = (event: KeyboardEvent, id: string, at: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(id, at + (event.key === 'ArrowUp' ? -1 : 1));
    focusOn(id, 'box');
  };
  return (
    <div className="w-[min(360px,calc(100vw-48px))]">
      <p className="text-sm font-semibold">{t('title')}</p>
      <p className="mt-0.5 text-xs text-pretty text-text-2">{t('advice')}</p>
      <ul ref={listRef} className="-mx-1 mt-2 max-h-[min(420px,55vh)] overflow-y-auto">
        {order.map((id) => {
          const { header = id, hint } = columnOf.get(id) ?? {};
          const at = shownIds.indexOf(id);
          const isFixed = id === first?.id;
          const isShown = at >= 0;
          return (
            // Dragging is the other way beside the arrows of each row.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={id}
              draggable={isShown && !isFixed}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', header);
                setDragged(id);
              }}
              onDragOver={(event) => {
                if (dragged === null || dragged === id || at < 1) return;
                event.preventDefault();
                move(dragged, at);
              }}
              onDragEnd={() => setDragged(null)}
              className={cn(
                'flex min-h-8 items-center gap-1 rounded-md px-1 hover:bg-surface-2',
                dragged === id && 'bg-surface-3',
              )}
            >
              <GripVertical
                aria-hidden
                className={cn('size-3.5 shrink-0 text-text-3', isShown && !isFixed ? 'cursor-grab' : 'opacity-0')}
              />
              <label className="flex min-w-0 flex-1 items-center gap-2 py-1 text-sm">
                <input
                  type="checkbox"
                  // The name alone: what it means is read after it, not as part of it.
                  aria-label={header}
                  aria-describedby={hint === undefined ? undefined : `${ownId}-${id}`}
                  data-part={`box ${id}`}
                  checked={isShown}
                  disabled={isFixed}
                  onChange={() => {
                    onChange(withColumn(columns, shownIds, id));
                    focusOn(id, 'box');
                  }}
                  onKeyDown={(event) => {
                    if (isShown && !isFixed) onKeyDown(event, id, at);
                  }}
                  className="size-3.5 shrink-0 accent-(--primary)"
                />
                <span className="min-w-0">
                  <span className="block truncate">{header}</span>
                  {hint === undefined ? null : (
                    <span id={`${ownId}-${id}`} className="block text-xs text-pretty text-text-3">
                      {hint}
                    </span>
                  )}
                </span>
              </label>
              {isShown && !isFixed ? (
                <>
                  <IconButton
                    size="sm"
                    label={t('up', { column: header })}
                    icon={<ArrowUp aria-hidden />}
                    data-part={`up ${id}`}
                    aria-disabled={at === 1}
                    onClick={() => {
                      move(id, at - 1);
                      focusOn(id, 'up');
                    }}
                  />
                  <IconButton
                    size="sm"
                    label={t('down', { column: header })}
                    icon={<ArrowDown aria-hidden />}
                    data-part={`down ${id}`}
                    aria-disabled={at === shownIds.length - 1}
                    onClick={() => {
                      move(id, at + 1);
                      focusOn(id, 'down');
                    }}
                  />
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Button className="mt-2 w-full" disabled={!isChosen} onClick={() => onChange(null)}>
        {t('reset')}
      </Button>
    </div>
  );
}
