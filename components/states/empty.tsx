import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

export interface EmptyProps {
  icon?: LucideIcon;
  /** What there is none of. */
  title: ReactNode;
  /** Why, and what would change it. */
  children?: ReactNode;
  /** The next step: a button or link. */
  action?: ReactNode;
  role?: 'alert' | 'status';
  className?: string;
}

/** A place with nothing to show, which says why and what to do. Also the frame of "forbidden" and "failed". */
export function Empty({ icon: Icon, title, children, action, role, className }: EmptyProps) {
  return (
    <div role={role} className={cn('flex flex-col items-center px-6 py-10 text-center', className)}>
      {Icon === undefined ? null : <Icon className="mb-3 size-7 text-text-3" strokeWidth={1.5} aria-hidden />}
      <p className="text-md font-semibold">{title}</p>
      {children === undefined ? null : (
        <div className="mt-1 max-w-[56ch] text-sm text-pretty break-words text-text-2">{children}</div>
      )}
      {action === undefined ? null : <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
