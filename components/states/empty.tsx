import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { LatePicture } from './late-picture.tsx';
import type { PictureName } from './state-picture.tsx';

export interface EmptyProps {
  /** Stands for the noun there is none of, where the picture has an empty place for it. */
  icon?: LucideIcon;
  /** Which kind of nothing it is, drawn. Default: `none` where there is an icon, else no picture. */
  picture?: PictureName;
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
export function Empty({ icon: Icon, picture: chosen, title, children, action, role, className }: EmptyProps) {
  const picture = chosen ?? (Icon === undefined ? undefined : 'none');
  return (
    <div role={role} className={cn('flex flex-col items-center px-6 py-10 text-center', className)}>
      {picture === undefined ? null : (
        <div className="relative mb-3">
          <LatePicture name={picture} />
          {/* In the circle that the beam falls on. */}
          {Icon === undefined || picture !== 'none' ? null : (
            <Icon className="absolute top-[23px] left-[105px] size-3.5 text-text-3" strokeWidth={1.75} aria-hidden />
          )}
        </div>
      )}
      <p className="text-md font-semibold">{title}</p>
      {children === undefined ? null : (
        <div className="mt-1 max-w-[56ch] text-sm text-pretty break-words text-text-2">{children}</div>
      )}
      {action === undefined ? null : <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
