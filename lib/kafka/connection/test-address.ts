import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '#lib/core/clock.ts';
import { lookupAt } from '#lib/core/outbound-lookup.ts';
import type { KafkaConnection, KafkaFault } from '../admin/port.ts';
import { ownFault } from '../fault.ts';
import { ConnectionClosedError, connectionFault } from '../transport/connection-fault.ts';
import { addressText, checkLiteral, openSocket, type Address } from '../transport/open-socket.ts';
import type { ConnectionStep } from './connection-step.ts';

const DAY_MS = 86_400_000;
const EXPIRY_WARNING_DAYS = 30;

/** An outcome without its timing and advice. */
export type Finding = Pick<ConnectionStep, 'status' | 'code' | 'detail'>;

function failed(fault: KafkaFault): Finding {
  return { status: 'failed', code: fault.code, detail: fault.message };
}

/** Resolves the host; an IP literal is only put to `lookup`'s rule. */
export async function testDns(address: Address, lookup: LookupFunction | undefined): Promise<Finding> {
  const scene = { address: addressText(address), tls: false, sasl: false, phase: 'connect' as const };
  try {
    if (isIP(address.host) !== 0) {
      await checkLiteral(address, lookup);
      return { status: 'skipped', code: 'not_used', detail: `${address.host} is an address, no name to resolve.` };
    }
    const found = await new Promise<string>((resolve, reject) => {
      const ask = lookupAt(lookup ?? (systemLookup as LookupFunction), address.port);
      ask(address.host, { all: true }, (error, addresses) => {
        if (error) reject(error);
        else
          resolve(
            [addresses]
              .flat()
              .map((entry) => (typeof entry === 'string' ? entry : entry.address))
              .join(', '),
          );
      });
    });
    return { status: 'ok', code: 'ok', detail: `${address.host} is ${found}.` };
  } catch (error) {
    return failed(connectionFault(error instanceof Error ? error : new Error(String(error)), scene));
  }
}

function certificateFinding(socket: TLSSocket, clock: Clock): Finding {
  const certificate = socket.getPeerX509Certificate();
  const protocol = socket.getProtocol() ?? 'TLS';
  if (certificate === undefined) return { status: 'ok', code: 'ok', detail: protocol };
  const days = Math.floor((Date.parse(certificate.validTo) - clock.now()) / DAY_MS);
  const subject = certificate.subject.replace(/\s+/g, ' ').slice(0, 120);
  const detail = `${protocol}; certificate of ${subject}, valid for another ${days} days.`;
  if (days < EXPIRY_WARNING_DAYS) return { status: 'warning', code: 'certificate_expires', detail };
  return { status: 'ok', code: 'ok', detail };
}

/** Opens a connection and closes it again: plain TCP, or TLS on top with `connection.tls`. */
export function testSocket(
  address: Address,
  kind: 'tcp' | 'tls',
  connection: KafkaConnection,
  deps: { clock: Clock; lookup?: LookupFunction },
): Promise<Finding> {
  const tls = kind === 'tls' ? connection.tls : null;
  const scene = { address: addressText(address), tls: tls !== null, sasl: false, phase: 'connect' as const };
  return new Promise((resolve) => {
    let socket: Socket | null = null;
    const finish = (finding: Finding): void => {
      clearTimeout(timer);
      socket?.destroy();
      resolve(finding);
    };
    const timer = setTimeout(
      () =>
        finish(failed(ownFault('BROKER_TIMEOUT', `${scene.address}: no connection within ${connection.connectTimeoutMs} ms`))),
      connection.connectTimeoutMs,
    );
    try {
      socket = openSocket(address, tls, deps.lookup, () => {
        const done: Finding = { status: 'ok', code: 'ok', detail: `${scene.address} accepts connections.` };
        finish(kind === 'tls' && socket !== null ? certificateFinding(socket as TLSSocket, deps.clock) : done);
      });
    } catch (error) {
      // Node refuses certificates and keys that it cannot use before it connects.
      finish(failed(connectionFault(error instanceof Error ? error : new Error(String(error)), scene)));
      return;
    }
    socket.on('error', (error) => finish(failed(connectionFault(error, scene))));
    socket.on('close', () => finish(failed(connectionFault(new ConnectionClosedError(), scene))));
  });
}
