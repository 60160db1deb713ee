import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRoutes } from '#lib/testing/api-app.ts';
import { ENDPOINTS, type EndpointId } from './endpoints/index.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const NEXT_CONFIG = ['dynamic', 'runtime', 'maxDuration'];
const routes = await loadRoutes();
const handlers = routes.flatMap((route) =>
  Object.entries(route.exports)
    .filter(([name]) => METHODS.includes(name))
    .map(([method, handler]) => ({ path: route.path.replaceAll(/\[(\w+)\]/g, '{$1}'), method, handler })),
);

describe('route inventory', () => {
  it('every handler under app is made by the wrapper for the endpoint of its own path and method', () => {
    expect(handlers.length).toBeGreaterThan(20);
    for (const { path, method, handler } of handlers) {
      const id = (handler as { endpointId?: EndpointId }).endpointId;
      const endpoint = id === undefined ? null : ENDPOINTS[id];
      expect({ method, path, made: endpoint?.method, by: endpoint?.path }).toEqual({ method, path, made: method, by: path });
    }
  });

  it('route files export nothing but handlers and Next.js settings', () => {
    for (const { path, exports } of routes) {
      const strange = Object.keys(exports).filter((name) => ![...METHODS, ...NEXT_CONFIG].includes(name));
      expect([path, strange]).toEqual([path, []]);
    }
  });

  it('every declared endpoint has a handler', () => {
    const present = new Set(handlers.map(({ handler }) => (handler as { endpointId?: string }).endpointId));
    expect(Object.keys(ENDPOINTS).filter((id) => !present.has(id))).toEqual([]);
  });

  it('the endpoints that anybody may call are exactly these', () => {
    const open = Object.values(ENDPOINTS)
      .filter(({ access }) => access === 'public')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'GET /api/v1/setup',
      'GET /healthz',
      'GET /readyz',
      'POST /api/v1/session',
      'POST /api/v1/session/link',
      'POST /api/v1/setup',
    ]);
  });

  it('a read that asks a cluster says so: it has a deadline of its own', async () => {
    const root = join(import.meta.dirname, '../../app');
    const asking: string[] = [];
    for (const file of await readdir(root, { recursive: true })) {
      if (!file.endsWith('route.ts')) continue;
      const text = await readFile(join(root, file), 'utf8');
      if (!text.includes('services.kafka')) continue;
      asking.push(file);
      for (const [, id = ''] of text.matchAll(/GET = route\('(\w+)'/g))
        expect([id, ENDPOINTS[id as EndpointId].asksCluster]).toEqual([id, true]);
    }
    expect(asking.length).toBeGreaterThan(2);
  });

  it('no file under app or components is a server action', async () => {
    const root = join(import.meta.dirname, '../..');
    for (const folder of ['app', 'components', 'lib']) {
      for (const file of await readdir(join(root, folder), { recursive: true })) {
        if (!/\.tsx?$/.test(file) || file.includes('generated') || file.endsWith('route-inventory.test.ts')) continue;
        const text = await readFile(join(root, folder, file), 'utf8');
        expect([file, /^\s*['"]use server['"]/m.test(text)]).toEqual([file, false]);
      }
    }
  });
});
