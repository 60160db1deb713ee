import type { ReactNode } from 'react';
import { EntryFrame } from '#components/auth/entry-frame.tsx';

/** Pages before sign-in: the mark, one card, language and theme. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return <EntryFrame>{children}</EntryFrame>;
}
