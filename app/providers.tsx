'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { Notices } from '#components/shell/notices.tsx';
import { PreferencesProvider } from '#components/shell/preferences.tsx';
import { createQueryClient } from '#lib/client/query-client.ts';
import type { Preferences } from '#lib/core/preferences.ts';

declare global {
  /** Where the overlay library looks for the nonce of the style element that keeps the page from scrolling under a dialog. */
  var __webpack_nonce__: string | undefined;
}

export interface ProvidersProps {
  nonce: string | undefined;
  /** The reader's choices as the server knows them. */
  preferences: Preferences;
  children: ReactNode;
}

/** What every page needs around it: server data cache, theme, preferences, URL state, tooltips. */
export function Providers({ nonce, preferences, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  // A later refresh brings another nonce, but the document keeps the policy it was loaded with.
  const [firstNonce] = useState(() => {
    if (typeof window !== 'undefined') globalThis.__webpack_nonce__ = nonce;
    return nonce;
  });
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="farol.theme"
      nonce={firstNonce}
    >
      <QueryClientProvider client={queryClient}>
        <PreferencesProvider initial={preferences}>
          <NuqsAdapter>
            {children}
            <Notices />
          </NuqsAdapter>
        </PreferencesProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
