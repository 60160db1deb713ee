'use client';

import { useTranslations } from 'next-intl';
import { StateTag } from '../ui/state-tag.tsx';
import { groupStateTone, groupStateWord } from './group-state.ts';

export interface GroupStateTagProps {
  /** Kafka's name of the state; null when it was not told. */
  state: string | null;
  /** Whether messages are known to wait for the group. */
  hasLag: boolean;
  /** Why the state is unknown. */
  detail?: string | null;
}

/** State of a group in words, with Kafka's own name on hover. Stands here because topics and groups both show it. */
export function GroupStateTag({ state, hasLag, detail }: GroupStateTagProps) {
  const t = useTranslations('groups.state');
  const word = groupStateWord(state);
  const hint = word === 'other' ? null : t(`hint.${word}`);
  return (
    <StateTag tone={groupStateTone(word, hasLag)} title={[state, hint, detail].filter(Boolean).join(' · ')}>
      {word === 'other' ? state : t(`word.${word}`)}
    </StateTag>
  );
}
