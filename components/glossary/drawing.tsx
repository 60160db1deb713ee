import type { ReactNode } from 'react';
import type { TermId } from './terms.ts';

/** Words inside the drawings, by key of `glossary.label`. */
export type Label = (
  key: 'committed' | 'end' | 'lag' | 'leader' | 'inSync' | 'outOfSync' | 'deleted' | 'before' | 'after' | 'member' | 'open',
) => string;

const CELL = 22;

/** A row of numbered records. `tone` colours a stretch; a cell without number is the place of the next record. */
function Log({ x = 0, y, cells, first = 0, toneOf }: { x?: number; y: number; cells: number; first?: number; toneOf?: Tone }) {
  return (
    <g>
      {Array.from({ length: cells }, (_, i) => {
        const tone = toneOf?.(i) ?? 'plain';
        return (
          <g key={i} transform={`translate(${x + i * CELL} ${y})`}>
            <rect
              width={CELL - 3}
              height="18"
              rx="3"
              fill={FILL[tone]}
              stroke={STROKE[tone]}
              strokeDasharray={tone === 'ghost' ? '2.5 2.5' : undefined}
            />
            {tone === 'ghost' ? null : (
              <text x={(CELL - 3) / 2} y="12.5" textAnchor="middle" fontSize="9.5" fill="var(--text-2)">
                {first + i}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

type ToneName = 'plain' | 'read' | 'wait' | 'ghost' | 'hot';
type Tone = (at: number) => ToneName;
const FILL: Record<ToneName, string> = {
  plain: 'var(--surface-2)',
  read: 'var(--ok-soft)',
  wait: 'var(--warn-soft)',
  ghost: 'none',
  hot: 'var(--bad-soft)',
};
const STROKE: Record<ToneName, string> = {
  plain: 'var(--line-strong)',
  read: 'var(--ok)',
  wait: 'var(--warn)',
  ghost: 'var(--control-line)',
  hot: 'var(--bad)',
};

function Word({
  x,
  y,
  children,
  anchor = 'start',
}: {
  x: number;
  y: number;
  children: ReactNode;
  anchor?: 'start' | 'middle' | 'end';
}) {
  return (
    <text x={x} y={y} textAnchor={anchor} fontSize="10" fill="var(--text-2)">
      {children}
    </text>
  );
}

/** An upright mark at an offset, with its word above. */
function Mark({ x, word, anchor = 'middle' }: { x: number; word: string; anchor?: 'start' | 'middle' | 'end' }) {
  return (
    <>
      <path d={`M${x} 18v26`} stroke="var(--text-2)" strokeWidth="1.5" />
      <Word x={x} y={13} anchor={anchor}>
        {word}
      </Word>
    </>
  );
}

function Box({
  x,
  y,
  w = 58,
  h = 22,
  word,
  tone = 'plain',
}: {
  x: number;
  y: number;
  w?: number;
  h?: number;
  word: string;
  tone?: ToneName;
}) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        width={w}
        height={h}
        rx="4"
        fill={FILL[tone]}
        stroke={STROKE[tone]}
        strokeDasharray={tone === 'ghost' ? '2.5 2.5' : undefined}
      />
      <text x={w / 2} y={h / 2 + 3.5} textAnchor="middle" fontSize="10" fill="var(--text-2)">
        {word}
      </text>
    </g>
  );
}

function Arrow({ d, dashed = false }: { d: string; dashed?: boolean }) {
  return <path d={d} stroke="var(--control-line)" strokeWidth="1.4" strokeDasharray={dashed ? '3 3' : undefined} fill="none" />;
}

/** What belongs to which partition in "group" and "rebalance": partitions 0 to 5 to the members that are there. */
function Shares({ label, members }: { label: Label; members: readonly number[] }) {
  return (
    <>
      {[0, 1, 2, 3, 4, 5].map((partition) => {
        const x = 8 + partition * 46;
        const member = members[partition % members.length] ?? 0;
        return (
          <g key={partition}>
            <Arrow d={`M${x + 14} 22 L${50 + member * 92} 54`} />
            <rect x={x} y="4" width="28" height="18" rx="3" fill="var(--surface-2)" stroke="var(--line-strong)" />
            <text x={x + 14} y="16.5" textAnchor="middle" fontSize="9.5" fill="var(--text-2)">
              {partition}
            </text>
          </g>
        );
      })}
      {[0, 1, 2].map((member) => (
        <Box
          key={member}
          x={16 + member * 92}
          y={54}
          w={68}
          word={`${label('member')} ${member + 1}`}
          tone={members.includes(member) ? 'read' : 'ghost'}
        />
      ))}
    </>
  );
}

const DRAWINGS: Partial<Record<TermId, (label: Label) => ReactNode>> = {
  partition: () => (
    <>
      <Log y={4} cells={9} toneOf={(i) => (i === 8 ? 'ghost' : 'plain')} />
      <Log y={30} cells={6} toneOf={(i) => (i === 5 ? 'ghost' : 'plain')} />
      <Log y={56} cells={11} toneOf={(i) => (i === 10 ? 'ghost' : 'plain')} />
    </>
  ),
  key: () => (
    <>
      {['A', 'B', 'A', 'A'].map((key, i) => (
        <g key={i}>
          <Box x={8} y={1 + i * 21} w={30} h={18} word={key} tone={key === 'A' ? 'read' : 'wait'} />
          <Arrow d={`M42 ${10 + i * 21} C100 ${10 + i * 21} 90 ${key === 'A' ? 25 : 65} 140 ${key === 'A' ? 25 : 65}`} />
        </g>
      ))}
      <Log x={144} y={16} cells={4} toneOf={(i) => (i === 3 ? 'ghost' : 'read')} />
      <Log x={144} y={56} cells={2} toneOf={(i) => (i === 1 ? 'ghost' : 'wait')} />
    </>
  ),
  group: (label) => <Shares label={label} members={[0, 1, 2]} />,
  rebalance: (label) => <Shares label={label} members={[0, 2]} />,
  lag: (label) => (
    <>
      <Log y={22} cells={12} first={40} toneOf={(i) => (i < 5 ? 'read' : i < 11 ? 'wait' : 'ghost')} />
      <Mark x={5 * CELL - 1.5} word={label('committed')} />
      <Mark x={11 * CELL - 1.5} word={label('end')} />
      <path d={`M${5 * CELL} 52v5h${6 * CELL - 3}v-5`} stroke="var(--warn)" strokeWidth="1.5" fill="none" />
      <Word x={8 * CELL - 2} y={70} anchor="middle">
        {label('lag')} = 6
      </Word>
    </>
  ),
  retention: (label) => (
    <>
      <Log y={22} cells={12} first={40} toneOf={(i) => (i < 4 ? 'ghost' : i < 7 ? 'read' : i < 11 ? 'wait' : 'ghost')} />
      <Word x={0} y={56}>
        {label('deleted')} →
      </Word>
      <Mark x={7 * CELL - 1.5} word={label('committed')} />
      <Mark x={11 * CELL - 1.5} word={label('end')} />
    </>
  ),
  compaction: (label) => (
    <>
      <Word x={0} y={16}>
        {label('before')}
      </Word>
      {['A1', 'B1', 'A2', 'A3', 'B2'].map((word, i) => (
        <Box key={word} x={56 + i * 36} y={2} w={32} word={word} tone={i < 3 ? 'plain' : 'read'} />
      ))}
      <Word x={0} y={60}>
        {label('after')}
      </Word>
      {['A3', 'B2'].map((word, i) => (
        <Box key={word} x={56 + (i + 3) * 36} y={46} w={32} word={word} tone="read" />
      ))}
      <Arrow d="M180 26v18M216 26v18" />
    </>
  ),
  isr: (label) => (
    <>
      <Box x={0} y={2} w={76} word={label('leader')} tone="read" />
      <Log x={84} y={4} cells={7} toneOf={() => 'read'} />
      <Box x={0} y={30} w={76} word={label('inSync')} tone="read" />
      <Log x={84} y={32} cells={7} toneOf={() => 'read'} />
      <Box x={0} y={58} w={76} word={label('outOfSync')} tone="wait" />
      <Log x={84} y={60} cells={7} toneOf={(i) => (i < 3 ? 'wait' : 'ghost')} />
    </>
  ),
  skew: () => (
    <>
      <Log y={2} cells={12} toneOf={() => 'hot'} />
      <Log y={23} cells={3} />
      <Log y={44} cells={2} />
      <Log y={65} cells={3} />
    </>
  ),
  'last-stable-offset': (label) => (
    <>
      <Log y={22} cells={12} first={40} toneOf={(i) => (i < 5 ? 'read' : i === 5 ? 'hot' : i < 11 ? 'plain' : 'ghost')} />
      <Mark x={5 * CELL - 1.5} word="LSO" />
      <Mark x={11 * CELL - 1.5} word={label('end')} />
      <Word x={5 * CELL + 8} y={56} anchor="middle">
        {label('open')}
      </Word>
    </>
  ),
};

/** Whether a term has a drawing. */
export function hasDrawing(id: TermId): boolean {
  return DRAWINGS[id] !== undefined;
}

/** A small drawing of a central term, from tokens; `description` says the same in words. */
export function Drawing({ id, description, label }: { id: TermId; description: string; label: Label }) {
  return (
    <svg
      role="img"
      aria-label={description}
      viewBox="-2 0 282 84"
      className="h-auto w-full max-w-[300px]"
      fontFamily="var(--font-sans)"
    >
      {DRAWINGS[id]?.(label)}
    </svg>
  );
}
