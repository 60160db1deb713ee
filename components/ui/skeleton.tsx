import { cn } from './cn.ts';

/** A grey bar where content will stand; give it the content's size so that nothing moves when it arrives. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('skeleton', className)} />;
}
