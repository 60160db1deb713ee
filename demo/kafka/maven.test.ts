import { describe, expect, it } from 'vitest';
import { downloadedBytes, explainFailure } from './maven.ts';

describe('downloadedBytes', () => {
  it.each([
    ['[INFO] Downloaded from central: https://example.org/a.jar (5.9 MB at 5.7 MB/s)', 5_900_000],
    ['[INFO] Downloaded from mirror: https://example.org/a.pom (9.8 kB at 11 kB/s)', 9_800],
    ['[INFO] Downloaded from mirror: https://example.org/a.pom (712 B at 8 kB/s)', 712],
    ['[INFO] Downloading from central: https://example.org/a.jar', null],
    ['[INFO] BUILD SUCCESS', null],
  ])('reads %s', (line, bytes) => {
    expect(downloadedBytes(line)).toBe(bytes);
  });
});

describe('explainFailure', () => {
  it.each([
    [
      'no network',
      ['Could not transfer artifact x from/to central: repo: Unknown host repo'],
      /cannot reach its repository: connect to the network/,
    ],
    ['a full disk', ['java.io.IOException: No space left on device'], /disk is full/],
    [
      'anything else',
      ['Non-resolvable import POM'],
      /Maven could not fetch the jars of Kafka 4\.3\.1: Non-resolvable import POM/,
    ],
  ])('says %s in one line', (_name, errors, message) => {
    expect(explainFailure('4.3.1', errors)).toMatch(message);
    expect(explainFailure('4.3.1', errors)).not.toContain('\n');
  });
});
