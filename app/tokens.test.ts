import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Hex tokens of one theme block. */
function tokensOf(theme: 'light' | 'dark'): Map<string, string> {
  const block = new RegExp(String.raw`\[data-theme='${theme}'\]\s*\{([^}]*)\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** WCAG relative luminance. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe.each(['light', 'dark'] as const)('%s tokens', (theme) => {
  const tokens = tokensOf(theme);
  const hex = (name: string): string => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`token --${name} is missing in ${theme}`);
    return value;
  };

  it('text reaches 4.5 on every surface it stands on', () => {
    for (const text of ['text', 'text-2', 'text-3', 'info', 'bad', 'warn', 'ok', 'mute']) {
      for (const ground of ['ground', 'surface', 'surface-2']) {
        expect(contrast(hex(text), hex(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const tone of ['ok', 'warn', 'bad', 'info', 'mute']) {
      expect(contrast(hex(tone), hex(`${tone}-soft`)), `${tone} on its soft`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(hex('on-primary'), hex('primary'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(hex('on-primary'), hex('primary-hover'))).toBeGreaterThanOrEqual(4.5);
  });

  it('series, control edges and the focus ring reach 3 on every surface they are drawn on', () => {
    const graphics = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 'beam', 'control-line', 'focus'];
    for (const graphic of graphics) {
      for (const ground of ['surface', 'ground']) {
        expect(contrast(hex(graphic), hex(ground)), `${graphic} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('names the same tokens as the other theme', () => {
    expect([...tokens.keys()].sort()).toEqual([...tokensOf(theme === 'light' ? 'dark' : 'light').keys()].sort());
  });
});
