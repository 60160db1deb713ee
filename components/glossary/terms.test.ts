import { describe, expect, it } from 'vitest';
import en from '#messages/en/glossary.json';
import pt from '#messages/pt-BR/glossary.json';
import { hasDrawing } from './drawing.tsx';
import { TERMS } from './terms.ts';

const ids: readonly string[] = TERMS.map(({ id }) => id);

describe.each([
  ['en', en],
  ['pt-BR', pt],
])('the glossary in %s', (_locale, texts) => {
  it('explains exactly the terms of the page', () => {
    expect(Object.keys(texts.terms).sort()).toEqual([...ids].sort());
  });

  it('describes every drawing in words', () => {
    expect(Object.keys(texts.drawing).sort()).toEqual(
      TERMS.filter(({ id }) => hasDrawing(id))
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('says what a term is in one sentence that a popover can hold', () => {
    for (const [id, { short }] of Object.entries(texts.terms)) {
      expect(short.length, `${id}`).toBeLessThan(180);
      expect(short, `${id}`).toMatch(/[.…]$/);
    }
  });
});

it('leads from every term to others that exist', () => {
  for (const { id, see } of TERMS) for (const other of see) expect(ids, `${id} → ${other}`).toContain(other);
});
