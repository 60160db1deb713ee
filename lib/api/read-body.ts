import { AppError } from '#lib/core/errors.ts';

/** Largest request body, bytes. The largest legitimate one is a pasted client.properties with certificates. */
export const BODY_BYTES_MAX = 256 * 1024;

/** Deepest nesting of a JSON body. No endpoint takes more than three levels. */
const JSON_DEPTH_MAX = 16;

/**
 * The JSON body of a request. Throws `invalid` for another content type (a form of another site cannot send JSON without a preflight),
 * for a body over `BODY_BYTES_MAX`, for bad UTF-8 or JSON, and for nesting deeper than any endpoint needs.
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new AppError('invalid', 'Send the body as application/json.', {
      invalidParams: [{ name: 'Content-Type', reason: 'expected application/json' }],
    });
  }
  const bytes = await readLimited(request);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid JSON.', { cause });
  }
  if (!isShallow(value, JSON_DEPTH_MAX)) throw new AppError('invalid', 'The body is nested too deeply.');
  return value;
}

async function readLimited(request: Request): Promise<Uint8Array> {
  const tooLarge = new AppError('invalid', `The body is larger than ${BODY_BYTES_MAX / 1024} KiB.`);
  // Content-Length can lie or be absent, so the bytes are counted as they come; the header only saves reading them.
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_BYTES_MAX) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.values(value).every((item) => isShallow(item, depth - 1));
}
