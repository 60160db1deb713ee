import { describe, expect, it } from 'vitest';
import { findJava, javaMajor } from './java.ts';

describe('javaMajor', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "25" 2025-09-16', 25],
    ['java version "1.8.0_402"', 8],
    ['command not found', null],
  ])('reads %s', (text, major) => {
    expect(javaMajor(text)).toBe(major);
  });
});

describe('findJava', () => {
  it('says in one line what is missing and what to install', async () => {
    await expect(findJava({ PATH: '/nonexistent' })).rejects.toThrow(
      /^The Kafka lab needs a JDK, version 17 or newer: there is no java on the PATH\. Install one .*\.$/,
    );
    await expect(findJava({ JAVA_HOME: '/nonexistent' })).rejects.toThrow(/JAVA_HOME names a folder without a working bin\/java/);
  });
});
