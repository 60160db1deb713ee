import type { ReadKey } from './client-property-keys.ts';

/** A setting that was accepted but deserves a word. */
export interface PropertyWarning {
  /** The key it is about. */
  name: string;
  message: string;
}

/** What the parts of the parser share: values to read, complaints and warnings to add to. */
export interface PropertyReader {
  get(key: ReadKey): string | undefined;
  refuse(name: ReadKey | string, reason: string): void;
  warn(name: ReadKey, message: string): void;
  allowFiles: boolean;
}
