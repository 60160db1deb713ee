import { describe, expect, it } from 'vitest';
import enHelp from '#messages/en/fault-help.json';
import en from '#messages/en/faults.json';
import ptHelp from '#messages/pt-BR/fault-help.json';
import pt from '#messages/pt-BR/faults.json';
import { FAULT_CODES, isFaultCode, type FaultCode } from '../contracts/fault-codes.ts';
import type { OwnFaultCode } from '../kafka/fault.ts';
import { kafkaErrorName } from '../kafka/wire/kafka-errors.ts';
import type { SourceFaultCode } from '../sources/source-fault.ts';

/** Fails to compile when a code of Farol's own has no words. */
const wordless: Record<Exclude<OwnFaultCode | SourceFaultCode, FaultCode>, never> = {};

/** Kafka's errors that a console meets on an ordinary bad day: rights, moved leaders and coordinators, lost replicas, groups in motion. */
const COMMON = [
  1, 2, 3, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 18, 19, 20, 22, 25, 27, 29, 30, 31, 33, 35, 36, 37, 38, 39, 40, 41, 42, 44, 45,
  47, 51, 53, 54, 56, 57, 58, 59, 60, 68, 69, 72, 73, 74, 75, 78, 83, 86, 88, 89, 90, 100, 105, 110, 113, -1,
];

it('has words for all codes of Farol and for the common ones of Kafka', () => {
  expect(wordless).toEqual({});
  expect(COMMON.map(kafkaErrorName).filter((name) => !isFaultCode(name))).toEqual([]);
});

describe.each([
  ['en', en, enHelp],
  ['pt-BR', pt, ptHelp],
] as const)('faults in %s', (_locale, { means }, { codes }) => {
  it('say what each means, its likely cause and the next step', () => {
    expect(Object.keys(means).sort()).toEqual([...FAULT_CODES].sort());
    expect(Object.keys(codes).sort()).toEqual([...FAULT_CODES].sort());
    for (const code of FAULT_CODES) {
      for (const text of [means[code], codes[code].cause, codes[code].next]) expect(text, `${code}`).toMatch(/^\S.{9,}[.]$/);
    }
  });
});
