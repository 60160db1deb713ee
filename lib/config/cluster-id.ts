const ID_LENGTH_MAX = 63;

/** The id a cluster gets in URLs from its name: lower-case letters, digits and dashes; accents fall away. null when nothing is left. */
export function clusterIdFromName(name: string): string | null {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const id = plain.replace(/^-+/, '').slice(0, ID_LENGTH_MAX).replace(/-+$/, '');
  return id === '' ? null : id;
}
