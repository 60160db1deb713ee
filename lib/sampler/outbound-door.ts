import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import type { OutboundDoor } from '#lib/sources/outbound-http.ts';
import type { CollectorContext } from './collector.ts';

/** The way out to what speaks HTTP beside the brokers: reserved addresses are refused, and Farol's own database by the resolver that the process was given. */
export function outboundDoor({ lookup }: Pick<CollectorContext, 'lookup'>): OutboundDoor {
  return { lookup: lookup ?? guardedLookup(denyNetworks(DENIED_BY_DEFAULT)) };
}
