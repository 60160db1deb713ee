import { describe, expect, it } from 'vitest';
import { metaFor } from './storage-format.ts';

describe('metaFor', () => {
  it('changes the ids of node and directory and nothing else', () => {
    const meta = '#\n#Sat Nov 21\nnode.id=1\ndirectory.id=aaaa\nversion=1\ncluster.id=cccc\n';
    expect(metaFor(meta, 3, 'bbbb')).toBe('#\n#Sat Nov 21\nnode.id=3\ndirectory.id=bbbb\nversion=1\ncluster.id=cccc\n');
  });
});
