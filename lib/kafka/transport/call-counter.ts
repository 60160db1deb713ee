import type { CallCost } from '../admin/port.ts';
import { apiName } from '../wire/apis/index.ts';

/** Counts what goes over the sockets of one client: every frame, handshakes included, before TLS. */
export class CallCounter {
  private requests = 0;
  private bytesOut = 0;
  private bytesIn = 0;
  private readonly byApi = new Map<number, number>();

  sent(apiKey: number, bytes: number): void {
    this.requests += 1;
    this.bytesOut += bytes;
    this.byApi.set(apiKey, (this.byApi.get(apiKey) ?? 0) + 1);
  }

  received(bytes: number): void {
    this.bytesIn += bytes;
  }

  reading(): CallCost {
    const requestsByApi = Object.fromEntries([...this.byApi].map(([key, count]) => [apiName(key), count]));
    return { requests: this.requests, requestsByApi, bytesOut: this.bytesOut, bytesIn: this.bytesIn };
  }
}
