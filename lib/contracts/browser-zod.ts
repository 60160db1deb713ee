import { z } from 'zod';

// In the browser schemas must not compile themselves with `new Function`: the page's Content-Security-Policy forbids it, and even the
// attempt is reported on the console. Zod decides when a schema is made, so every contract imports this before it makes one.
if (typeof window !== 'undefined') z.config({ jitless: true });
