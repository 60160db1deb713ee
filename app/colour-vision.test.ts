import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookOfSlot } from '#components/chart/series-slots.ts';
import { TONE_ICON } from '#components/ui/state-tag.tsx';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Full loss of one kind of cone, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const VISIONS: Record<'normal' | 'protan' | 'deutan' | 'tritan', Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Distance in OKLab from which two thin lines side by side are told apart by colour without looking twice. */
const APART = 0.06;
const SERIES_SLOTS = 16;
const TONES = ['ok', 'warn', 'bad', 'info', 'mute'] as const;

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function linear(theme: string, token: string): Triple {
  const block = new RegExp(String.raw`\[data-theme='${theme}'\]\s*\{([^}]*)\}`).exec(css)?.[1] ?? '';
  const hex = new RegExp(String.raw`--${token}:\s*#([0-9a-f]{6});`).exec(block)?.[1];
  if (hex === undefined) throw new Error(`token --${token} is missing in ${theme}`);
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

function times(matrix: Matrix, [r, g, b]: Triple): Triple {
  const row = ([x, y, z]: Triple) => x * r + y * g + z * b;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

/** A colour as somebody with that vision sees it, in OKLab. */
function seen(vision: Matrix, colour: Triple): Triple {
  const [r, g, b] = times(vision, colour);
  const inGamut = (value: number) => Math.min(1, Math.max(0, value));
  const [l, m, s] = times(TO_CONES, [inGamut(r), inGamut(g), inGamut(b)]);
  return times(TO_LAB, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)]);
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Pairs of tokens that somebody with that vision may take for one another. */
function lookAlike(theme: string, vision: Matrix, tokens: readonly string[]): [string, string][] {
  const colours = tokens.map((token) => ({ token, lab: seen(vision, linear(theme, token)) }));
  return colours.flatMap((a, at) =>
    colours.slice(at + 1).flatMap((b): [string, string][] => (distance(a.lab, b.lab) < APART ? [[a.token, b.token]] : [])),
  );
}

/** Dashes in which a hue can appear. */
const dashesOf = (token: string) =>
  new Set(
    Array.from({ length: SERIES_SLOTS }, (_, slot) => lookOfSlot(slot))
      .filter(({ colour }) => colour === `var(--${token})`)
      .map(({ dash }) => dash ?? 'solid'),
  );

const THEMES = ['light', 'dark'] as const;
const CASES = THEMES.flatMap((theme) =>
  (Object.keys(VISIONS) as (keyof typeof VISIONS)[]).map((vision) => [theme, vision] as const),
);

describe.each(CASES)('%s theme, %s vision', (theme, vision) => {
  it('tells lines of a chart apart by hue, else by dash', () => {
    const hues = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'];
    for (const [a, b] of lookAlike(theme, VISIONS[vision], hues)) {
      const shared = [...dashesOf(a)].filter((dash) => dashesOf(b).has(dash));
      expect(shared, `${a} and ${b} look alike and share a dash`).toEqual([]);
    }
  });

  it('tells states apart by colour, else by icon', () => {
    for (const [a, b] of lookAlike(theme, VISIONS[vision], TONES)) {
      const icon = (tone: string) => TONE_ICON[tone as (typeof TONES)[number]];
      expect(icon(a), `${a} and ${b} look alike`).not.toBe(icon(b));
    }
  });
});

it('tells all hues and all states apart for most people', () => {
  for (const theme of THEMES) {
    expect(lookAlike(theme, VISIONS.normal, ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'])).toEqual([]);
    expect(lookAlike(theme, VISIONS.normal, TONES)).toEqual([]);
  }
});
