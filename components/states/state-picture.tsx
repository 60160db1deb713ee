import type { ReactNode } from 'react';

/**
 * The pictures of places with nothing to show. `waiting`: not read yet · `none`: read, and there is none · `noMatch`: there are some, the filter
 * hides them · `forbidden`: not for this reader · `lost`: no such thing · `offline`: Farol does not answer · `failed`: something broke.
 */
export const PICTURES = ['waiting', 'none', 'noMatch', 'forbidden', 'lost', 'offline', 'failed'] as const;
export type PictureName = (typeof PICTURES)[number];

/** Whether the lantern burns: it is dark where Farol itself cannot see. */
const IS_LIT: Record<PictureName, boolean> = {
  waiting: true,
  none: true,
  noMatch: true,
  forbidden: true,
  lost: true,
  offline: false,
  failed: false,
};

/** What stands beside the tower, or before it. Each differs in its shape, not by colour alone. */
const SCENE: Record<PictureName, ReactNode> = {
  // The first light of day: nothing is late yet.
  waiting: (
    <>
      <path d="M94 70a16 16 0 0 1 32 0" fill="var(--beam)" opacity="0.35" />
      <g stroke="var(--beam)" strokeWidth="2" strokeLinecap="round">
        <path d="M110 47v-6M95 54l-4-4M125 54l4-4" />
      </g>
    </>
  ),
  // The beam falls on a quiet, empty sea.
  none: (
    <>
      <path d="m71 25 62-14v38L71 32z" fill="var(--beam)" opacity="0.22" />
      <path d="m57 25-50-10v30l50-13z" fill="var(--beam)" opacity="0.12" />
      <circle
        cx="112"
        cy="30"
        r="12"
        fill="var(--surface)"
        stroke="var(--control-line)"
        strokeWidth="1.6"
        strokeDasharray="3 3.2"
      />
    </>
  ),
  // There is something, but not what was looked for.
  noMatch: (
    <>
      <path d="m71 25 30-5v18l-30-6z" fill="var(--beam)" opacity="0.22" />
      <circle cx="108" cy="31" r="13" fill="var(--surface)" stroke="var(--text-3)" strokeWidth="2.4" />
      <path d="m117.5 40.5 10 10" stroke="var(--text-3)" strokeWidth="3.4" strokeLinecap="round" />
      <path d="m103.5 26.5 9 9m0-9-9 9" stroke="var(--text-3)" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
  // A closed gate before the tower.
  forbidden: (
    <>
      <g stroke="var(--control-line)" strokeWidth="2" strokeLinecap="round">
        <path d="M26 44v26M38 44v26M90 44v26M102 44v26M114 44v26M20 50h30M84 50h36" />
      </g>
      <path d="M57.5 46v-5a6.5 6.5 0 0 1 13 0v5" fill="none" stroke="var(--text-2)" strokeWidth="2.6" />
      <rect x="52" y="46" width="24" height="18" rx="3" fill="var(--surface)" stroke="var(--text-2)" strokeWidth="2.4" />
      <path d="M64 53v4.5" stroke="var(--text-2)" strokeWidth="2.6" strokeLinecap="round" />
    </>
  ),
  // Fog, and a buoy that marks nothing.
  lost: (
    <>
      <path d="m71 25 26-4v14l-26-3z" fill="var(--beam)" opacity="0.18" />
      <path d="m104 66 5-22h8l5 22z" fill="var(--surface)" stroke="var(--text-3)" strokeWidth="2" strokeLinejoin="round" />
      <path d="M113 44v-8" stroke="var(--text-3)" strokeWidth="2" />
      <circle cx="113" cy="33" r="3" fill="var(--text-3)" />
      <g stroke="var(--line-strong)" strokeWidth="3" strokeLinecap="round">
        <path d="M14 40h34M24 50h62M8 60h40M78 58h56" />
      </g>
    </>
  ),
  // The wire to the shore is cut.
  offline: (
    <g fill="none" stroke="var(--text-3)" strokeWidth="2.4" strokeLinecap="round">
      <path d="M72 58c8 0 8-10 16-10h6M134 58c-7 0-6-10-14-10h-6" />
      <path d="M94 43v10M114 43v10M98 45.5h-4M98 50.5h-4" />
      <path d="m100 38 2-5m6 5-2-5" stroke="var(--warn)" />
    </g>
  ),
  // A storm over the tower.
  failed: (
    <>
      <path
        d="M92 30a9 9 0 0 1 2-17.8A13 13 0 0 1 118.7 15a8.5 8.5 0 0 1 2.3 16.5z"
        fill="var(--surface-3)"
        stroke="var(--text-3)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path d="m107 33-8 14h7l-4 12 12-16h-7l5-10z" fill="var(--bad)" />
    </>
  ),
};

/** A drawing for a place with nothing to show: always the lighthouse, and what it sees. Decoration only: the words beside it say all. */
export function StatePicture({ name, className }: { name: PictureName; className?: string }) {
  const isLit = IS_LIT[name];
  return (
    <svg aria-hidden data-picture={name} viewBox="0 0 140 82" width={140} height={82} fill="none" className={className}>
      {name === 'forbidden' ? null : SCENE[name]}
      <path d="M58 34h12l4 36H54z" fill="var(--brand)" />
      <path d="M56.8 46h14.4M55.4 58h17.2" stroke="var(--surface)" strokeWidth="3.2" />
      <rect
        x="58.5"
        y="23.5"
        width="11"
        height="10.5"
        rx="1.5"
        fill={isLit ? 'var(--beam)' : 'var(--surface-3)'}
        stroke={isLit ? 'none' : 'var(--control-line)'}
      />
      <path d="m57 23.5 7-6 7 6" stroke="var(--brand)" strokeWidth="3" strokeLinejoin="round" strokeLinecap="round" />
      {name === 'forbidden' ? SCENE.forbidden : null}
      <path
        d="M4 72c6 0 6 3 12 3s6-3 12-3 6 3 12 3 6-3 12-3 6 3 12 3 6-3 12-3 6 3 12 3 6-3 12-3 6 3 12 3 6-3 12-3 6 3 12 3 6-3 6-3"
        stroke="var(--line-strong)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
