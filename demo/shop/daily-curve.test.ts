import { describe, expect, test } from 'vitest';
import { demandAt, eventsDue, NOTIFICATION_CYCLE_MS, notificationsAreSlow, SHOP_DAY_MS, shopHour } from './daily-curve.ts';

const at = (hour: number) => (hour / 24) * SHOP_DAY_MS;

describe('the shop day', () => {
  test('the evening is busier than lunch, lunch busier than the night', () => {
    expect(demandAt(at(20))).toBeGreaterThan(demandAt(at(12.5)));
    expect(demandAt(at(12.5))).toBeGreaterThan(demandAt(at(4)) * 2);
  });

  test('demand joins smoothly at midnight', () => {
    expect(Math.abs(demandAt(at(23.99)) - demandAt(at(0.01)))).toBeLessThan(0.02);
  });

  test('the hour wraps with the day', () => {
    expect(shopHour(SHOP_DAY_MS * 3 + at(6))).toBeCloseTo(6);
  });

  test('events due add up over the parts of a span', () => {
    const whole = eventsDue(at(8), at(8) + 1000, 100);
    const parts = eventsDue(at(8), at(8) + 500, 100) + eventsDue(at(8) + 500, at(8) + 1000, 100);
    expect(whole).toBeCloseTo(parts, 3);
  });

  test('notifications are slow for 100 s of each 4-minute cycle', () => {
    let slow = 0;
    for (let t = 0; t < NOTIFICATION_CYCLE_MS; t += 1000) if (notificationsAreSlow(t)) slow++;
    expect(slow).toBe(100);
  });
});
