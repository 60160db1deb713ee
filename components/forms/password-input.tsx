'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ComponentProps } from 'react';
import { cn } from '../ui/cn.ts';
import { Input } from '../ui/input.tsx';

/** A password field whose text can be shown. Pasting and password managers work. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('forms.password');
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="off"
        className={cn('pr-9', className)}
      />
      <button
        type="button"
        aria-label={t(isShown ? 'hide' : 'show')}
        aria-pressed={isShown}
        onClick={() => setIsShown((shown) => !shown)}
        className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-md text-text-3 hover:text-text"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}
