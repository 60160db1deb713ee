import { describe, expect, test } from 'vitest';
import { SAMPLE_MESSAGES } from '#lib/testing/fake-broker/sample-messages.ts';
import { decodeRequest, decodeResponse, encodeRequest, encodeResponse, startResponse, type AnyApi } from './api.ts';
import { apis } from './apis/index.ts';
import { MalformedResponseError } from './malformed-response-error.ts';

const versionsOf = (api: AnyApi): number[] => Array.from({ length: api.max - api.min + 1 }, (_unused, i) => api.min + i);
const cases = SAMPLE_MESSAGES.flatMap((sample) =>
  versionsOf(sample.api).map((version) => ({ ...sample, version, title: `${sample.api.name} v${version}` })),
);

test('every API of the schema has a sample', () => {
  expect(new Set(SAMPLE_MESSAGES.map(({ api }) => api.name))).toEqual(
    new Set(Object.values<AnyApi>(apis).map((api) => api.name)),
  );
});

describe.each(cases)('$title', ({ api, version, request, response }) => {
  test('a request survives the way there and back', () => {
    const bytes = encodeRequest(api, version, request);
    const read = decodeRequest(api, version, bytes);
    expect(encodeRequest(api, version, read)).toEqual(bytes);
  });

  test('an answer survives the way there and back', () => {
    const bytes = encodeResponse(api, version, response);
    const read = decodeResponse(api, version, bytes);
    expect(encodeResponse(api, version, read)).toEqual(bytes);
  });

  test('an answer cut short anywhere is malformed, never half a value', () => {
    const bytes = encodeResponse(api, version, response);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeResponse(api, version, bytes.subarray(0, length))).toThrow(MalformedResponseError);
    }
  });

  test('an answer with bytes left over is malformed', () => {
    const bytes = Buffer.concat([encodeResponse(api, version, response), Buffer.from([0])]);
    expect(() => decodeResponse(api, version, bytes)).toThrow(MalformedResponseError);
  });

  test('any single damaged byte gives a value or a malformed answer, nothing worse', () => {
    const bytes = encodeResponse(api, version, response);
    const worse: unknown[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      for (const value of [0x00, 0x7f, 0x80, 0xff]) {
        const damaged = Buffer.from(bytes);
        damaged[at] = value;
        try {
          decodeResponse(api, version, damaged);
        } catch (error) {
          if (!(error instanceof MalformedResponseError)) worse.push(error);
        }
      }
    }
    expect(worse).toEqual([]);
  });
});

test('the latest version keeps every field of the sample', () => {
  for (const { api, response } of SAMPLE_MESSAGES) {
    if (['OffsetFetch', 'FindCoordinator'].includes(api.name)) continue;
    expect(decodeResponse(api, api.max, encodeResponse(api, api.max, response))).toEqual(response);
  }
});

describe('hostile counts and lengths', () => {
  // Each is a compact length of 2^31 in front of almost nothing.
  const hugeLength = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x07]);

  test('an array larger than the rest of the frame is refused before anything is allocated', () => {
    const payload = Buffer.concat([Buffer.from([0]), Buffer.alloc(6), hugeLength]);
    const before = process.memoryUsage().rss;
    expect(() => decodeResponse(apis.listGroups, 5, payload)).toThrow(MalformedResponseError);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  test('a string longer than the frame is refused', () => {
    const payload = Buffer.concat([Buffer.from([0]), Buffer.alloc(6), Buffer.from([2]), hugeLength]);
    expect(() => decodeResponse(apis.listGroups, 5, payload)).toThrow(MalformedResponseError);
  });

  test('a negative array count of the older encoding is refused', () => {
    const payload = Buffer.from([0, 0, 0xff, 0xff, 0xff, 0xfe]);
    expect(() => decodeResponse(apis.apiVersions, 0, payload)).toThrow(MalformedResponseError);
  });

  test('a variable-length number that never ends is refused', () => {
    const payload = Buffer.concat([Buffer.from([0]), Buffer.alloc(6), Buffer.alloc(20, 0xff)]);
    expect(() => decodeResponse(apis.listGroups, 5, payload)).toThrow(MalformedResponseError);
  });

  test('unknown tagged fields are skipped', () => {
    const plain = encodeResponse(apis.listGroups, 5, { throttleTimeMs: 0, errorCode: 0, groups: [] });
    const withTag = Buffer.concat([plain.subarray(0, -1), Buffer.from([1, 42, 3, 1, 2, 3])]);
    expect(decodeResponse(apis.listGroups, 5, withTag)).toEqual({ throttleTimeMs: 0, errorCode: 0, groups: [] });
  });

  test('a header with tags is read past', () => {
    const reader = startResponse(apis.listGroups, 5, Buffer.from([1, 7, 1, 0xee, 5]));
    expect(reader.int8()).toBe(5);
  });
});
