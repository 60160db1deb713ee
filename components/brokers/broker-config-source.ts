/** Where a broker's value comes from, in Farol's words. */
export type BrokerConfigSource = 'broker' | 'cluster' | 'file' | 'default' | 'unknown';

/** Kafka's name of a source as a word of ours. Names differ in case and length between versions. */
export function brokerConfigSource(source: string): BrokerConfigSource {
  const name = source.toLowerCase();
  if (name.includes('default_broker')) return 'cluster';
  if (name.includes('static')) return 'file';
  if (name.includes('default')) return 'default';
  return name.includes('broker') ? 'broker' : 'unknown';
}
