/** Brokers write their documentation as HTML of a few tags. */
const TAG = /<\/?[a-z][^<>]{0,200}>/gi;
const ENTITY: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&nbsp;': ' ' };

/** Kafka's documentation of a key as plain text on one line. Nothing of it is ever drawn as HTML. */
export function plainText(documentation: string): string {
  return documentation
    .replaceAll(TAG, ' ')
    .replaceAll(/&(?:lt|gt|amp|quot|nbsp);/g, (entity) => ENTITY[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
