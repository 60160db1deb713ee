import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from './endpoints/index.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument(ENDPOINTS, '0.1.0');

describe('openApiDocument', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('describes every endpoint once, its path parameters, and who may call it', () => {
    const paths = document['paths'] as Record<
      string,
      Record<string, { operationId: string; parameters: { name: string; in: string }[]; security: unknown[] }>
    >;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(ENDPOINTS).sort());
    for (const { path, parameters, operationId, security } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(named);
      expect(security.length === 0).toBe(ENDPOINTS[operationId as keyof typeof ENDPOINTS].access === 'public');
    }
  });

  it('tells 64-bit integers as strings', () => {
    expect(JSON.stringify(document)).toContain('64-bit integer as a decimal string');
  });
});
