'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { cn } from './cn.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** What the button does; read aloud and shown as a tooltip. */
  label: string;
  /** The icon element. */
  icon: ReactNode;
  variant?: ButtonProps['variant'];
  size?: 'sm' | 'md';
}

/** A button that shows only an icon. It always has a name. */
export function IconButton({ label, icon, variant = 'ghost', size = 'md', className, ...props }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <Button
        variant={variant}
        size={size}
        aria-label={label}
        className={cn(size === 'sm' ? 'w-[26px] px-0!' : 'w-[30px] px-0!', '[&_svg]:size-4!', className)}
        {...props}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
