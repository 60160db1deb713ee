'use client';

import { signOut } from '#lib/client/session.ts';
import { forgetVisits } from './palette/recent-places.ts';

/** Ends the session and leads to the sign-in page. */
export function leave(): void {
  forgetVisits();
  // A full load, so that nothing of the session stays in memory; also when the server no longer knew it.
  void signOut()
    .catch(() => undefined)
    .finally(() => window.location.assign('/sign-in'));
}
