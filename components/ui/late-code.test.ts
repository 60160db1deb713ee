import { expect, it, vi } from 'vitest';
import { lateCode } from './late-code.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('is fetched once, however often it is asked for, and told to everybody who uses it', async () => {
  const load = vi.fn(() => Promise.resolve('part'));
  const code = lateCode(load);
  const told = [vi.fn(), vi.fn()];
  code.ahead();
  for (const notify of told) code.use(notify);
  expect(code.state()).toBeNull();
  await settled();
  expect(code.state()).toEqual({ code: 'part' });
  expect(code.state()).toBe(code.state());
  expect([load, ...told].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
});

it('is fetched again when it is used after it failed ahead of its use', async () => {
  const load = vi.fn(() => Promise.resolve('part')).mockRejectedValueOnce(new Error('gone'));
  const code = lateCode<string>(load);
  code.ahead();
  await settled();
  expect(code.state()).toBeNull();
  code.use(() => undefined);
  await settled();
  expect(code.state()).toEqual({ code: 'part' });
});

it('says that it cannot be had to whoever uses it', async () => {
  const error = new Error('gone');
  const code = lateCode(() => Promise.reject(error));
  const told = vi.fn();
  const leave = code.use(told);
  await settled();
  expect(code.state()).toEqual({ error });
  expect(told).toHaveBeenCalledOnce();
  leave();
});
