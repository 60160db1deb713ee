import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** Look of a button, for elements that must stay what they are (links). */
export const buttonVariants = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-hover',
        secondary: 'border-line-strong bg-surface text-text hover:bg-surface-2',
        ghost: 'border-transparent bg-transparent text-text-2 hover:bg-surface-2 hover:text-text',
        danger: 'border-transparent bg-bad text-surface hover:opacity-90',
      },
      size: { sm: 'h-[26px] px-2 text-xs', md: 'h-[30px] px-2.5 text-sm', lg: 'h-9 px-4 text-md' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonVariants> {
  /** Renders the one child element with the button's look instead of a `<button>`. */
  asChild?: boolean;
  /** Shows that the action runs: spinner, disabled, `aria-busy`. */
  busy?: boolean;
}

/** A push button. `type` is `button` unless said otherwise, so that no form is sent by accident. */
export function Button({
  variant,
  size,
  asChild = false,
  busy = false,
  className,
  children,
  disabled,
  type,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? 'button'}
      className={classes}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...props}
    >
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
      {children}
    </button>
  );
}
