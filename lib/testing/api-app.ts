import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { RouteHandler } from '#lib/api/route.ts';
import { createServices, installServices, type ApiSettings, type Services } from '#lib/api/services.ts';
import { createDemoLink } from '#lib/auth/links.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';

/** A route file of `app` with what it exports. */
export interface RouteFile {
  /** Path template, e.g. `/api/v1/clusters/[clusterId]`. */
  path: string;
  exports: Record<string, unknown>;
}

const APP = join(import.meta.dirname, '../../app');

/** Every `route.ts` below `app`, imported. */
export async function loadRoutes(): Promise<RouteFile[]> {
  const files = (await readdir(APP, { recursive: true })).filter((file) => /(^|[\\/])route\.tsx?$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({
      path: `/${relative('.', file).split(sep).slice(0, -1).join('/')}`,
      exports: (await import(join(APP, file))) as Record<string, unknown>,
    })),
  );
}

/** The address that tests pretend to reach Farol at. */
export const TEST_ORIGIN = 'http://farol.test';

/** Farol's API without a web server: requests go to the handlers as Next.js would hand them over. */
export interface TestApp {
  services: Services;
  /** Sends a request; unsafe methods come from Farol's own pages unless `headers` say otherwise. */
  call(
    method: string,
    path: string,
    options?: { body?: unknown; cookie?: string; headers?: Record<string, string>; raw?: BodyInit; signal?: AbortSignal },
  ): Promise<Response>;
  close(): Promise<void>;
}

/** Puts services on the given database in place and routes requests by the files below `app`. Answers are checked against their contracts. */
export async function startTestApp(db: Database, settings: Partial<ApiSettings> = {}): Promise<TestApp> {
  const services = createServices({
    settings: {
      databaseUrl: db.pool.options.connectionString ?? null,
      publicUrl: null,
      appSecret: 'k'.repeat(8) + 'Zq3xV9rT1mW7pL5s' + '0aB4',
      demo: false,
      metricsToken: null,
      metricsSeriesMax: 50_000,
      ...settings,
    },
    db,
    logger: silentLogger,
    clock: systemClock,
    checkAnswers: true,
  });
  installServices(services);
  const routes = await loadRoutes();
  return {
    services,
    async call(method, path, options = {}) {
      const url = new URL(path, TEST_ORIGIN);
      const found = match(routes, url.pathname);
      const handler = found?.route.exports[method] as RouteHandler | undefined;
      if (found === null || handler === undefined) return new Response(null, { status: found === null ? 404 : 405 });
      const hasBody = options.body !== undefined || options.raw !== undefined;
      const request = new Request(url, {
        method,
        headers: {
          host: url.host,
          ...(method === 'GET' ? {} : { origin: TEST_ORIGIN }),
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
          ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
          ...options.headers,
        },
        ...(hasBody ? { body: options.raw ?? JSON.stringify(options.body) } : {}),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      return handler(request, { params: Promise.resolve(Object.keys(found.params).length === 0 ? undefined : found.params) });
    },
    async close() {
      installServices(null);
      await services.kafka.close();
    },
  };
}

/** The `Cookie` header that answers a `Set-Cookie`. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

function match(routes: readonly RouteFile[], pathname: string): { route: RouteFile; params: Record<string, string> } | null {
  const wanted = pathname.split('/');
  const fits = routes.flatMap((route) => {
    const own = route.path.split('/');
    if (own.length !== wanted.length) return [];
    const params: Record<string, string> = {};
    for (const [i, segment] of own.entries()) {
      const name = /^\[(\w+)\]$/.exec(segment)?.[1];
      if (name !== undefined) params[name] = decodeURIComponent(wanted[i] ?? '');
      else if (segment !== wanted[i]) return [];
    }
    return [{ route, params }];
  });
  // A literal segment goes before a parameter, as in Next.js.
  return fits.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0] ?? null;
}

/** Signs in to a demonstration by the link that its start prints; its cookie. `app` must have been started with `demo: true`. */
export async function signInByDemoLink(app: Pick<TestApp, 'call'>, db: Database): Promise<string> {
  const token = (await createDemoLink(db, { publicUrl: TEST_ORIGIN })).split('#')[1];
  return cookieOf(await app.call('POST', '/api/v1/session/link', { body: { token } }));
}
