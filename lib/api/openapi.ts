import { z } from 'zod';
import { ProblemDocument } from '#lib/contracts/common.ts';
import type { AnyEndpoint } from './endpoints/endpoint.ts';

type Json = Record<string, unknown>;

const ERROR_STATUSES: Record<string, string> = {
  400: 'The request is not valid',
  401: 'Not signed in',
  403: 'Not allowed, or sent by another site',
  404: 'Not found',
  409: 'The state has changed since it was read',
  412: 'A precondition failed',
  429: 'Too many requests',
  500: 'Unexpected error',
  503: 'A part Farol needs is not available',
};

/** The OpenAPI 3.1 description of the given endpoints. Pure: the same endpoints give the same document. */
export function openApiDocument(endpoints: Readonly<Record<string, AnyEndpoint>>, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [id, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(id, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Farol',
      version,
      description:
        'Operations console and monitoring for Apache Kafka. 64-bit integers are decimal strings. null means unknown, never zero. Times are UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(endpoints).map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'farol_session', description: '`__Host-farol_session` over HTTPS' },
        metricsToken: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schemaOf(ProblemDocument, 'output') },
      responses: Object.fromEntries(
        Object.entries(ERROR_STATUSES).map(([status, description]) => [
          `Error${status}`,
          { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
        ]),
      ),
    },
  };
}

function operation(id: string, endpoint: AnyEndpoint): Json {
  const success: Json = { description: 'Success' };
  if (endpoint.response !== null) {
    success['content'] = { [endpoint.contentType]: { schema: schemaOf(endpoint.response, 'output') } };
  } else if (endpoint.status !== 204) {
    success['content'] = { [endpoint.contentType]: { schema: { type: 'string' } } };
  }
  if (endpoint.versioned) success['headers'] = { ETag: { schema: { type: 'string' } } };
  return {
    operationId: id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    security: securityOf(endpoint),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query'), ...headerParameters(endpoint)],
    ...(endpoint.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
    responses: {
      [endpoint.status]: success,
      ...Object.fromEntries(
        Object.keys(ERROR_STATUSES).map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
      ),
    },
    ...(endpoint.access === 'public' ? {} : { 'x-farol-access': endpoint.access }),
  };
}

function securityOf(endpoint: AnyEndpoint): Json[] {
  if (endpoint.access === 'public') return [];
  return endpoint.access === 'metrics_token' ? [{ metricsToken: [] }, { session: [] }] : [{ session: [] }];
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    schema: schemaOf(field, 'output'),
  }));
}

function headerParameters(endpoint: AnyEndpoint): Json[] {
  if (endpoint.method === 'GET') return [];
  const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } });
  return [
    ...(endpoint.access === 'public' ? [] : [header('Idempotency-Key', false)]),
    ...(endpoint.versioned ? [header('If-Match', true)] : []),
  ];
}

/** JSON Schema of a contract, without the dialect line, which the document states once. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
