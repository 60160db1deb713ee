import { expect, it } from 'vitest';
import { reportText } from './failure-report.ts';

it('tells code, words, request, time and page, a line each', () => {
  const report = {
    codes: ['unavailable', 'BROKER_TIMEOUT'],
    detail: 'b1:9092: no answer',
    requestId: 'r-1',
    page: '/clusters/a',
    atMs: 0,
  };
  expect(reportText(report)).toBe(
    'code: unavailable / BROKER_TIMEOUT\ndetail: b1:9092: no answer\nrequest: r-1\ntime: 1970-01-01T00:00:00.000Z\npage: /clusters/a',
  );
});

it('leaves out what nobody knows', () => {
  expect(reportText({ codes: ['offline'], detail: null, requestId: null, page: '/', atMs: 0 })).toBe(
    'code: offline\ntime: 1970-01-01T00:00:00.000Z\npage: /',
  );
});
