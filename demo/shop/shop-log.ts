/** Says one line of what happens in the shop: `service` is who speaks. */
export type ShopLog = (service: string, line: string) => void;

/** Lines to stdout; the same line from the same service at most every ten seconds, since a broken broker repeats itself. */
export function createShopLog(write: (text: string) => void, now: () => number): ShopLog {
  const lastSaid = new Map<string, number>();
  return (service, line) => {
    const key = `${service}: ${line}`;
    const at = now();
    if (at - (lastSaid.get(key) ?? Number.NEGATIVE_INFINITY) < 10_000) return;
    if (lastSaid.size > 200) lastSaid.clear();
    lastSaid.set(key, at);
    write(`${key}\n`);
  };
}
