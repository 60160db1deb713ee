import { EventEmitter } from 'node:events';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isInstalled } from './dependencies.mjs';
import { explainNpmFailure, explainSystemError, LaunchError } from './failure.mjs';
import { cacheDir, hasIntegrity, isAtLeast } from './node-runtime.mjs';
import { npmCommand } from './npm.mjs';
import { onStopWish } from './signals.mjs';
import { formatBytes } from './stage.mjs';
import pins from './node-pins.json' with { type: 'json' };

describe('choosing Node', () => {
  it.each([
    ['24.12.0', '24.12.0', true],
    ['24.9.9', '24.12.0', false],
    ['26.0.0', '24.12.0', true],
    ['20.20.2', '24.12.0', false],
  ])('%s is at least %s: %s', (have, need, answer) => {
    expect(isAtLeast(have, need)).toBe(answer);
  });

  it('pins an exact version with its checksum, new enough, for every platform named', () => {
    for (const pin of Object.values(pins.packages)) {
      expect(isAtLeast(pin.version, pins.minimum)).toBe(true);
      expect(pin.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    }
  });

  it('accepts only content with the pinned checksum', () => {
    const content = Buffer.from('node');
    const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
    expect(hasIntegrity(content, integrity)).toBe(true);
    expect(hasIntegrity(Buffer.from('nodE'), integrity)).toBe(false);
  });

  it('keeps the cache where FAROL_CACHE_DIR says', () => {
    expect(cacheDir({ FAROL_CACHE_DIR: '/c' })).toBe('/c');
    expect(cacheDir({})).toMatch(/\.cache.farol$/);
  });

  it('calls the npm that called it, and no other package manager', () => {
    expect(npmCommand({ npm_execpath: '/usr/lib/npm/bin/npm-cli.js' })).toEqual([
      process.execPath,
      '/usr/lib/npm/bin/npm-cli.js',
    ]);
    expect(npmCommand({ npm_execpath: '/usr/lib/yarn.js' })).toHaveLength(1);
  });
});

describe('isInstalled', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' },
    'node_modules/b': { version: '2.0.0', optional: true },
  };

  it('does not wait for a package that nothing needs', () => {
    expect(isInstalled({ 'node_modules/left': { version: '1.0.0', extraneous: true } }, {})).toBe(true);
  });

  it('accepts what the lock file asks for, with packages of other platforms missing', () => {
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })).toBe(true);
  });

  it.each([
    ['a missing package', {}],
    ['another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-x' } }],
    ['another checksum', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-y' } }],
  ])('notices %s', (_what, installed) => {
    expect(isInstalled(wanted, installed)).toBe(false);
  });
});

describe('one clear line for a failed fetch', () => {
  it.each([
    ['npm error code EAI_AGAIN\nnpm error getaddrinfo EAI_AGAIN', /No network, and the packages is not cached/],
    ['npm error code ENOTCACHED', /No network/],
    ['npm error code EINTEGRITY\nnpm error sha512-… integrity checksum failed', /Checksum mismatch/],
    ['npm error code ENOSPC\nnpm error nospc There appears to be insufficient space', /disk is full/],
    ['npm error code E403\nnpm error 403 Forbidden - GET x', /403 Forbidden/],
  ])('%j', (output, expected) => {
    const error = explainNpmFailure('the packages', output);
    expect(error.message).toMatch(expected);
    expect(error.message).not.toContain('\n');
  });

  it('explains a full disk and leaves errors it does not know alone', () => {
    expect(explainSystemError(Object.assign(new Error('x'), { code: 'ENOSPC' }), 'the jars')).toBeInstanceOf(LaunchError);
    const inWords = new Error('initdb failed: could not write to file "x": No space left on device');
    expect(explainSystemError(inWords, 'the database')).toBeInstanceOf(LaunchError);
    const unknown = new Error('y');
    expect(explainSystemError(unknown, 'the jars')).toBe(unknown);
  });
});

describe('onStopWish', () => {
  it('takes the copies of one Ctrl-C for one wish, and a later one for the second', () => {
    const source = new EventEmitter();
    const heard: [string, number][] = [];
    let now = 0;
    const forget = onStopWish(
      (signal: string, before: number) => heard.push([signal, before]),
      () => now,
      source,
    );
    source.emit('SIGINT');
    source.emit('SIGINT');
    now = 100;
    source.emit('SIGTERM');
    now = 2_000;
    source.emit('SIGINT');
    forget();
    now = 9_000;
    source.emit('SIGINT');
    expect(heard).toEqual([
      ['SIGINT', 0],
      ['SIGINT', 1],
    ]);
  });
});

describe('formatBytes', () => {
  it.each([
    [200, '1 kB'],
    [52_504_722, '53 MB'],
    [3_400_000, '3.4 MB'],
    [1_250_000_000, '1.3 GB'],
  ])('%d → %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
