import { describe, expect, test } from 'vitest';
import { advertisedRefusal, fitsPattern } from './advertised-address.ts';

describe('fitsPattern', () => {
  test.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['broker-?.internal', 'broker-1.internal', true],
    ['broker-?.internal', 'broker-12.internal', false],
    ['*.internal', 'a.b.internal', true],
    ['*.internal', 'internal', false],
    ['*.internal', 'x.internal.evil', false],
    ['10.0.*', '10.0.3.4', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-c-d', false],
    ['ab**', 'ab', true],
  ])('%s and %s: %s', (pattern, text, fits) => {
    expect(fitsPattern(pattern, text)).toBe(fits);
  });

  test('a pattern of many stars takes no time to speak of', () => {
    const startedAt = performance.now();
    expect(fitsPattern(`${'*a'.repeat(127)}b`, 'a'.repeat(255))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(50);
  });
});

describe('advertisedRefusal', () => {
  test('a pattern is for the host, or for host and port; capitals do not matter', () => {
    const address = { host: 'B1.Kafka.internal', port: 9092 };
    expect(advertisedRefusal(address, undefined)).toBeNull();
    expect(advertisedRefusal(address, ['*.KAFKA.internal'])).toBeNull();
    expect(advertisedRefusal(address, ['x', 'b1.*:9092'])).toBeNull();
    expect(advertisedRefusal(address, ['b1.*:9093'])).toContain('farol.advertised.hosts');
    expect(advertisedRefusal({ host: 'fd00::7', port: 9092 }, ['[fd00::*]:9092'])).toBeNull();
  });

  test.each([
    { host: '', port: 9092 },
    { host: 'a b', port: 9092 },
    { host: 'x'.repeat(256), port: 9092 },
    { host: '\u001b[2J', port: 9092 },
    { host: 'a', port: 0 },
    { host: 'a', port: 65_536 },
    { host: 'a', port: -1 },
  ])('$host:$port is no address, whatever is allowed', (address) => {
    expect(advertisedRefusal(address, ['*'])).toBe('it advertises no usable host and port');
  });
});
