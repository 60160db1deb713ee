import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the certificate of the server is like. */
export interface BadCertificate {
  /** Host in it, as OpenSSL writes alternative names. */
  host: string;
  /** 0 = expired as soon as it is made. */
  validDays: number;
}

/** A TLS server with a certificate of its own authority, that records what clients let it see. */
export interface RecordingTlsServer {
  /** `host:port` on loopback. */
  address: string;
  /** PEM text of the authority that signed the certificate. */
  ca: string;
  /** First byte of each connection so far; 0x16 begins a TLS handshake. */
  firstBytes: number[];
  /** Bytes that came through the encryption: what a client entrusted to the server. */
  payload: () => number;
  close(): Promise<void>;
}

/** Starts one on a free port. Needs openssl, as secured lab clusters do. */
export async function startTlsServer(certificate: BadCertificate): Promise<RecordingTlsServer> {
  const { ca, cert, key } = await makeCertificate(certificate);
  let payload = 0;
  const tls = createTlsServer({ cert, key }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (payload += chunk.length));
  });
  tls.on('tlsClientError', () => undefined);
  const inner = await listen(tls);
  const firstBytes: number[] = [];
  const open = new Set<Socket>();
  // Before the server, so that the bytes are seen as they come off the wire.
  const relay = createTcpServer((client) => {
    const server = connect({ host: '127.0.0.1', port: inner });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.once('close', () => open.delete(socket));
      socket.pipe(other);
    }
    client.once('data', (chunk: Buffer) => firstBytes.push(chunk[0] ?? -1));
  });
  const port = await listen(relay);
  return {
    address: `127.0.0.1:${port}`,
    ca,
    firstBytes,
    payload: () => payload,
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all([relay, tls].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function makeCertificate({ host, validDays }: BadCertificate): Promise<{ ca: string; cert: string; key: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'farol-tls-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const newKey = (file: string) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file];
  try {
    await openssl('req', '-x509', ...newKey('ca.key'), '-days', '2', '-subj', '/CN=Farol test CA', '-out', 'ca.pem');
    await openssl('req', '-new', ...newKey('server.key'), '-subj', '/CN=server', '-out', 'server.csr');
    await writeFile(join(folder, 'extensions'), `subjectAltName=${host}\n`);
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions'];
    await openssl('x509', '-req', '-in', 'server.csr', ...signer, '-days', String(validDays), '-out', 'server.pem');
    const [ca, cert, key] = await Promise.all(
      ['ca.pem', 'server.pem', 'server.key'].map((file) => readFile(join(folder, file), 'utf8')),
    );
    return { ca: ca ?? '', cert: cert ?? '', key: key ?? '' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
