import { expect, it } from 'vitest';
import { diskShare } from './disk-share.ts';

it('knows no disk share unless both sizes are known and sane', () => {
  expect(diskShare({ totalBytes: '200', usableBytes: '50' })).toBe(0.75);
  expect(diskShare({ totalBytes: null, usableBytes: '50' })).toBeNull();
  expect(diskShare({ totalBytes: '0', usableBytes: '0' })).toBeNull();
  expect(diskShare({ totalBytes: '10', usableBytes: '50' })).toBeNull();
});
