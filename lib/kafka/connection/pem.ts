import { createPrivateKey, X509Certificate } from 'node:crypto';

interface PemBlock {
  label: string;
  text: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;
const LINE_LENGTH = 64;

/** The PEM blocks of a text, each laid out anew: in property files the line breaks are often blanks or missing. */
function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => {
    const lines = body.replace(/\s+/g, '').match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
    return { label, text: `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n` };
  });
}

/** The certificates of a PEM text, one after another; null when there is none or one cannot be read. */
export function certificatesOf(text: string): string | null {
  const certificates = pemBlocks(text).filter((block) => block.label === 'CERTIFICATE');
  if (certificates.length === 0) return null;
  try {
    for (const certificate of certificates) new X509Certificate(certificate.text);
  } catch {
    // OpenSSL's reasons speak of ASN.1; the caller names the field instead.
    return null;
  }
  return certificates.map((certificate) => certificate.text).join('');
}

/** The private key of a PEM text, or why there is none. The reason never holds key material. */
export function privateKeyOf(text: string, passphrase: string | null): { key: string } | { reason: string } {
  const block = pemBlocks(text).find((candidate) => candidate.label.endsWith('PRIVATE KEY'));
  if (block === undefined) return { reason: 'no PEM private key is in it (-----BEGIN PRIVATE KEY-----)' };
  if (block.label === 'ENCRYPTED PRIVATE KEY' && passphrase === null)
    return { reason: 'the key is encrypted: give ssl.key.password' };
  try {
    createPrivateKey({ key: block.text, passphrase: passphrase ?? undefined });
  } catch {
    return {
      reason:
        passphrase === null ? 'the private key cannot be read' : 'the private key cannot be read: is ssl.key.password right?',
    };
  }
  return { key: block.text };
}
