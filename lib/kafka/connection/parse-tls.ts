import { readFileSync } from 'node:fs';
import { errorMessage } from '#lib/core/errors.ts';
import type { KafkaConnection } from '../admin/port.ts';
import type { ReadKey } from './client-property-keys.ts';
import { certificatesOf, privateKeyOf } from './pem.ts';
import type { PropertyReader } from './property-reader.ts';

const FILE_BYTES_MAX = 1_048_576;
const TRUSTSTORE_TO_PEM = 'convert it: keytool -exportcert -rfc -alias <alias> -keystore <truststore> > ca.pem';
const KEYSTORE_TO_PEM =
  'convert it: keytool -importkeystore -srckeystore <keystore> -destkeystore client.p12 -deststoretype PKCS12, then openssl pkcs12 -in client.p12 -nodes -out client.pem';

/** Only PEM stores can be read without Java. */
function isPemStore(reader: PropertyReader, key: ReadKey, conversion: string): boolean {
  const type = (reader.get(key) ?? '').toUpperCase();
  if (type === '' || type === 'PEM') return true;
  reader.refuse(key, `only PEM is read, not ${/^[A-Z0-9]{1,12}$/.test(type) ? type : 'this type'}; ${conversion}`);
  return false;
}

/** A store that a property names by file. */
function readStoreFile(reader: PropertyReader, key: ReadKey, inline: string, conversion: string): string | undefined {
  const path = reader.get(key);
  if (path === undefined || path === '') return undefined;
  if (!reader.allowFiles) {
    reader.refuse(key, `files of the server are not read for pasted properties: put the PEM text itself into ${inline}`);
    return undefined;
  }
  try {
    const content = readFileSync(path);
    if (content.length > FILE_BYTES_MAX) reader.refuse(key, 'the file is larger than any PEM store');
    else if (content.includes('-----BEGIN ')) return content.toString('utf8');
    else reader.refuse(key, `the file holds no PEM text; if it is a JKS or PKCS12 store, ${conversion}`);
  } catch (error) {
    reader.refuse(key, `the file cannot be read (${errorMessage(error)})`);
  }
  return undefined;
}

function readAuthority(reader: PropertyReader): string | null {
  if (!isPemStore(reader, 'ssl.truststore.type', TRUSTSTORE_TO_PEM)) return null;
  const inline = reader.get('ssl.truststore.certificates');
  const file =
    inline === undefined
      ? readStoreFile(reader, 'ssl.truststore.location', 'ssl.truststore.certificates', TRUSTSTORE_TO_PEM)
      : undefined;
  const text = inline ?? file;
  if (text === undefined || text === '') return null;
  const ca = certificatesOf(text);
  if (ca === null) {
    const key = inline === undefined ? 'ssl.truststore.location' : 'ssl.truststore.certificates';
    reader.refuse(key, 'no readable PEM certificate is in it (-----BEGIN CERTIFICATE-----)');
  }
  if (reader.get('ssl.truststore.password') !== undefined)
    reader.warn('ssl.truststore.password', 'is not used: a PEM truststore has no password');
  return ca;
}

interface ClientIdentity {
  cert: string | null;
  key: string | null;
  keyPassphrase: string | null;
}

const NO_IDENTITY: ClientIdentity = { cert: null, key: null, keyPassphrase: null };

function readIdentity(reader: PropertyReader): ClientIdentity {
  if (!isPemStore(reader, 'ssl.keystore.type', KEYSTORE_TO_PEM)) return NO_IDENTITY;
  const chainText = reader.get('ssl.keystore.certificate.chain');
  const keyText = reader.get('ssl.keystore.key');
  const isInline = chainText !== undefined || keyText !== undefined;
  const file = isInline
    ? undefined
    : readStoreFile(reader, 'ssl.keystore.location', 'ssl.keystore.certificate.chain and ssl.keystore.key', KEYSTORE_TO_PEM);
  if (!isInline && file === undefined) return NO_IDENTITY;
  const [chainKey, keyKey]: [ReadKey, ReadKey] = isInline
    ? ['ssl.keystore.certificate.chain', 'ssl.keystore.key']
    : ['ssl.keystore.location', 'ssl.keystore.location'];
  const keyPassphrase = reader.get('ssl.key.password') ?? reader.get('ssl.keystore.password') ?? null;
  const cert = certificatesOf(chainText ?? file ?? '');
  if (cert === null) reader.refuse(chainKey, 'no readable PEM certificate is in it (-----BEGIN CERTIFICATE-----)');
  const key = privateKeyOf(keyText ?? file ?? '', keyPassphrase);
  if ('reason' in key) {
    reader.refuse(keyKey, key.reason);
    return NO_IDENTITY;
  }
  return { cert, key: key.key, keyPassphrase };
}

/** Reads the `ssl.*` keys. Complaints go to the reader; what it returns then is not to be used. */
export function parseTls(reader: PropertyReader): NonNullable<KafkaConnection['tls']> {
  const algorithm = reader.get('ssl.endpoint.identification.algorithm') ?? 'https';
  if (algorithm !== '' && algorithm.toLowerCase() !== 'https') {
    reader.refuse('ssl.endpoint.identification.algorithm', 'https or nothing is expected');
  }
  const verifyHostname = algorithm !== '';
  if (!verifyHostname) {
    reader.warn(
      'ssl.endpoint.identification.algorithm',
      'host names are not checked: any certificate of a trusted authority is accepted for any broker',
    );
  }
  return { ca: readAuthority(reader), ...readIdentity(reader), verifyHostname };
}
