import { execFile } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Trust } from './cluster-plan.ts';
import { BROKER_USER } from './options.ts';

const run = promisify(execFile);

const VALID_DAYS = '3650';
const CA_EXTENSIONS = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];

/** PEM texts of one certificate and its PKCS#8 key. */
export interface Certificate {
  certificate: string;
  key: string;
}

/** Makes (or finds, in a kept folder) the cluster's own authority and the brokers' certificate. Throws one line when openssl is missing. */
export async function ensureTrust(folder: string): Promise<Trust> {
  await mkdir(folder, { recursive: true });
  const ca = join(folder, 'ca.pem');
  if (!(await exists(ca))) {
    await openssl(folder, [
      'req',
      '-x509',
      ...newKey('ca-key.pem'),
      '-days',
      VALID_DAYS,
      '-subj',
      '/CN=Farol lab CA',
      '-out',
      'ca.pem',
      ...CA_EXTENSIONS,
    ]);
  }
  return { ca: await readFile(ca, 'utf8'), ...(await issue(folder, BROKER_USER)) };
}

/** Makes (or finds) a certificate whose CN is `name`, signed by the authority in `folder`. Good for servers on loopback and for clients. */
export async function issue(folder: string, name: string): Promise<Certificate> {
  const certificate = `${name}.pem`;
  const key = `${name}-key.pem`;
  if (!(await exists(join(folder, certificate)))) {
    const extensions = `${name}.ext`;
    await writeFile(
      join(folder, extensions),
      'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n',
    );
    await openssl(folder, ['req', '-new', ...newKey(key), '-subj', `/CN=${name}`, '-out', `${name}.csr`]);
    await openssl(folder, [
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      '-CAcreateserial',
      '-days',
      VALID_DAYS,
      '-extfile',
      extensions,
      '-out',
      certificate,
    ]);
  }
  return { certificate: await readFile(join(folder, certificate), 'utf8'), key: await readFile(join(folder, key), 'utf8') };
}

/** P-256: made in milliseconds, where RSA takes up to a second. */
function newKey(file: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file];
}

async function openssl(folder: string, args: readonly string[]): Promise<void> {
  try {
    await run('openssl', args, { cwd: folder });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new AppError(
        'precondition',
        'A secured lab cluster needs the openssl command: there is none on the PATH. Install the package openssl.',
        { cause: error },
      );
    }
    throw new AppError('internal', `openssl ${args[0] ?? ''} failed: ${errorMessage(error)}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
