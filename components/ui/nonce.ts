'use client';

import { createContext, useContext } from 'react';

/** The page's nonce for style elements made at run time; undefined where the page has no policy. */
export const NonceContext = createContext<string | undefined>(undefined);

/** Nonce to put on a `<style>` that a component makes. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
