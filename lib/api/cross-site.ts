/** What the decision about a cross-site request looks at. Header values as sent; null = absent. */
export interface RequestOrigin {
  method: string;
  origin: string | null;
  secFetchSite: string | null;
  /** Host the request was sent to, with port, as the browser named it. */
  host: string | null;
  /** Configured public origin, e.g. `https://farol.example.com`; null when not configured: then `host` decides. */
  publicOrigin: string | null;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether an unsafe request may have been caused by another site. A mutation must prove that it comes from Farol's own pages:
 * by an `Origin` that is ours, or, where the browser sends none, by `Sec-Fetch-Site: same-origin`. Neither = refused; `Origin: null` = refused.
 * Safe methods change nothing here, so they always pass.
 */
export function isCrossSite(request: RequestOrigin): boolean {
  if (SAFE_METHODS.has(request.method)) return false;
  if (request.secFetchSite !== null && request.secFetchSite !== 'same-origin') return true;
  if (request.origin === null) return request.secFetchSite === null;
  return !isOwnOrigin(request.origin, request.host, request.publicOrigin);
}

function isOwnOrigin(origin: string, host: string | null, publicOrigin: string | null): boolean {
  if (publicOrigin !== null && origin === publicOrigin) return true;
  if (!URL.canParse(origin)) return false;
  const parsed = new URL(origin);
  if (parsed.origin !== origin || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return false;
  // With a public URL configured only that origin and direct access on the same host count.
  return host !== null && parsed.host === host.toLowerCase();
}
