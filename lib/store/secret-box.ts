import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '#lib/core/errors.ts';
import type { Json } from '#lib/core/json.ts';

/** Seals values so that the database alone gives nothing away. */
export interface SecretBox {
  /** AES-256-GCM over the JSON text. `aad` names the place (table, row, column): sealed bytes moved to another place do not open. */
  seal(value: Json, aad: string): Uint8Array<ArrayBuffer>;
  /** The sealed value. Throws AppError('precondition') when the secret has changed, the bytes were tampered with or belong elsewhere. */
  open(sealed: Uint8Array, aad: string): Json;
}

/** Layout: byte version · 4 bytes key id · 12 bytes nonce · 16 bytes tag · ciphertext. */
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

const derive = (secret: string, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'farol', purpose, bytes));

/** A box whose key is derived (HKDF-SHA-256) from APP_SECRET. */
export function createSecretBox(appSecret: string): SecretBox {
  if (appSecret === '') throw new AppError('invalid', 'APP_SECRET is empty: stored credentials cannot be sealed.');
  const key = derive(appSecret, 'secret-box v1 key', 32);
  // Tells "another secret" from "damaged" in the message; says nothing about the key itself.
  const keyId = derive(appSecret, 'secret-box v1 key id', KEY_ID_BYTES);
  return {
    seal(value, aad) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(aad));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(VERSION), keyId, nonce, cipher.getAuthTag(), body]));
    },
    open(sealed, aad) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) {
        throw new AppError(
          'precondition',
          `The stored secret ${aad} is damaged or was written by a newer Farol. Enter it again.`,
        );
      }
      if (!bytes.subarray(1, 1 + KEY_ID_BYTES).equals(keyId)) {
        throw new AppError(
          'precondition',
          `The stored secret ${aad} was sealed with another APP_SECRET. Set the former one again, or enter the connection anew.`,
        );
      }
      const nonce = bytes.subarray(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + NONCE_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(aad));
        decipher.setAuthTag(bytes.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES));
        const text = Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
        return JSON.parse(text) as Json;
      } catch (error) {
        throw new AppError(
          'precondition',
          `The stored secret ${aad} was changed or moved from where it belongs. Enter it again.`,
          { cause: error },
        );
      }
    },
  };
}
