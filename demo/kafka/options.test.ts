import { describe, expect, it } from 'vitest';
import { resolveOptions, type LabOptions } from './options.ts';

describe('resolveOptions', () => {
  it('starts one plaintext KRaft broker of 4.3.1 by default', () => {
    expect(resolveOptions({})).toMatchObject({
      version: '4.3.1',
      mode: 'kraft',
      brokers: 1,
      heapMb: 128,
      security: 'plaintext',
      firstPort: null,
    });
  });

  it('chooses ZooKeeper for a version that has nothing else', () => {
    expect(resolveOptions({ version: '2.8.2' }).mode).toBe('zookeeper');
  });

  it.each<[string, LabOptions, RegExp]>([
    ['ZooKeeper mode where it no longer exists', { version: '4.3.1', mode: 'zookeeper' }, /only in kraft mode/],
    ['KRaft mode where it was not ready', { version: '2.8.2', mode: 'kraft' }, /only in zookeeper mode/],
    ['no broker', { brokers: 0 }, /1 to 5/],
    ['six brokers', { brokers: 6 }, /1 to 5/],
    ['users on a plaintext cluster', { users: [{ name: 'ana' }] }, /has no users/],
    ['a user name that breaks a JAAS line', { security: 'sasl_ssl', users: [{ name: 'a"b' }] }, /cannot be a user name/],
    ['the name of the brokers themselves', { security: 'mtls', users: [{ name: 'broker' }] }, /cannot be a user name/],
    [
      'a password that breaks a JAAS line',
      { security: 'sasl_ssl', users: [{ name: 'ana', password: 'a"b' }] },
      /password of ana/,
    ],
  ])('refuses %s', (_name, options, message) => {
    expect(() => resolveOptions(options)).toThrow(message);
  });

  it('never repeats a refused password', () => {
    expect(() => resolveOptions({ security: 'sasl_ssl', users: [{ name: 'ana', password: 'geheim"' }] })).toThrow(
      /^(?!.*geheim)/,
    );
  });
});
