import { resolve } from 'node:path';

/** Absolute path of the checkout that this command belongs to. */
export const ROOT = resolve(import.meta.dirname, '..');
