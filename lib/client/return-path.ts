/** Where to go after sign-in when nothing better is known. */
const HOME = '/';
/** Pages that make no sense to return to. */
const ENTRY_PAGES = ['/sign-in', '/setup', '/enter', '/api'];
/** Any origin will do: it only tells whether the path leaves it. */
const PROBE_ORIGIN = 'http://farol.invalid';

/** The path to return to after sign-in: within this site only, never another origin, an entry page or the API. Anything else is home. */
export function safeReturnPath(wanted: string | null | undefined): string {
  // A browser reads "\" as "/" and drops tabs and line breaks inside a URL, so "/\evil" or "/\t/evil" would leave the site.
  if (wanted === null || wanted === undefined || !wanted.startsWith('/') || /[\\\p{Cc}]/u.test(wanted)) return HOME;
  if (!URL.canParse(wanted, PROBE_ORIGIN)) return HOME;
  const url = new URL(wanted, PROBE_ORIGIN);
  if (url.origin !== PROBE_ORIGIN || url.pathname.startsWith('//')) return HOME;
  if (ENTRY_PAGES.some((page) => url.pathname === page || url.pathname.startsWith(`${page}/`))) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page that returns to `from` afterwards. */
export function signInPath(from: string | null): string {
  const back = safeReturnPath(from);
  return back === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`;
}
