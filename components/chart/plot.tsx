'use client';

import { memo, useEffect, useId, useState } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  useActiveTooltipLabel,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  XAxis,
  YAxis,
  type DotItemDotProps,
  type MouseHandlerDataParam,
} from 'recharts';
import { pointAt, useCrosshair } from './crosshair.ts';
import { PLOT_EDGES } from './plot-edges.ts';
import { PlotTooltip } from './plot-tooltip.tsx';
import type { PreparedChart, PreparedSeries } from './prepare-time-series.ts';
import type { SeriesLook } from './series-slots.ts';

export interface PlotProps {
  chart: PreparedChart;
  /** Lines to draw; the others are switched off in the legend. */
  drawn: readonly PreparedSeries[];
  /** Look of a series by key. */
  lookOf: (key: string) => SeriesLook;
  /** Draws the range between the smallest and largest value of each bucket. */
  band: boolean;
  /** Draws the lines upon each other, as parts of a whole. */
  stack: boolean;
  height: number;
  /** Charts of one group share their cursor. */
  syncId: string;
  onZoom: ((from: number, to: number) => void) | undefined;
  /** Read aloud with the drawing. */
  description: string;
}

const LINE_PX = 1.75;
/** The earlier period stands behind: thinner, dashed and faint. */
const EARLIER_PX = 1.25;
const EARLIER_DASH = '4 3';
const EARLIER_OPACITY = 0.55;
/** A drag over fewer buckets than this is a slip of the hand. */
const ZOOM_BUCKETS_MIN = 2;
const AXIS_TEXT = { fontSize: 11, fill: 'var(--text-3)', fontFamily: 'var(--font-sans)' } as const;

/** The drawing of a prepared chart: lines with breaks, dots for lonely points, hatching where nothing was measured. Never animates, so a live chart does not flicker; drawn anew only when what it shows has changed. */
export default memo(function Plot({ chart, drawn, lookOf, band, stack, height, syncId, onZoom, description }: PlotProps) {
  const id = useId();
  const hatchId = `hatch-${id.replaceAll(/[^\w-]/g, '')}`;
  const [isHovered, setIsHovered] = useState(false);
  const [isPointer, setIsPointer] = useState(false);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  const finishDrag = () => {
    if (drag !== null && Math.abs(drag.to - drag.from) >= ZOOM_BUCKETS_MIN * chart.bucketMs) {
      onZoom?.(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
    }
    setDrag(null);
  };

  return (
    <div
      style={{ height }}
      className="touch-pan-y select-none"
      onPointerEnter={() => setIsHovered(true)}
      onPointerLeave={() => {
        setIsHovered(false);
        setDrag(null);
      }}
      onPointerMove={() => setIsPointer(true)}
      onFocus={() => {
        setIsHovered(true);
        setIsPointer(false);
      }}
      onBlur={() => setIsHovered(false)}
    >
      <ResponsiveContainer width="100%" height="100%" debounce={40}>
        <ComposedChart
          data={chart.rows}
          margin={{ top: PLOT_EDGES.top, right: PLOT_EDGES.right, bottom: 0, left: 0 }}
          title={description}
          onMouseDown={(state) => {
            const at = timeUnder(state);
            if (onZoom !== undefined && at !== null) setDrag({ from: at, to: at });
          }}
          onMouseMove={(state) => {
            const at = timeUnder(state);
            if (drag !== null && at !== null) setDrag({ from: drag.from, to: at });
          }}
          onMouseUp={finishDrag}
        >
          <defs>
            <pattern id={hatchId} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--gap-hatch)" strokeWidth="3" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={[chart.from, chart.to]}
            allowDataOverflow
            ticks={chart.xTicks.map(({ at }) => at)}
            tickFormatter={(at: number) => chart.xTicks.find((tick) => tick.at === at)?.label ?? ''}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            interval="preserveStartEnd"
            minTickGap={12}
            height={PLOT_EDGES.bottom}
            tickMargin={6}
          />
          <YAxis
            domain={[chart.yMin, chart.yMax]}
            ticks={chart.yTicks.map(({ value }) => value)}
            tickFormatter={(value: number) => chart.yTicks.find((tick) => tick.value === value)?.label ?? ''}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={false}
            width={PLOT_EDGES.left}
            interval={0}
            scale={chart.yKind === 'log' ? 'symlog' : 'linear'}
          />
          {chart.gaps.map((gap) => (
            <ReferenceArea
              key={gap.from}
              x1={gap.from}
              x2={gap.to}
              fill={`url(#${hatchId})`}
              fillOpacity={gap.kind === 'before' ? 0.45 : 0.9}
              stroke="none"
              ifOverflow="hidden"
            />
          ))}
          {band
            ? drawn.map(({ key, field }) => (
                <Area
                  key={`band-${key}`}
                  dataKey={field.replace('s', 'b')}
                  type="linear"
                  stroke="none"
                  fill={lookOf(key).colour}
                  fillOpacity={0.14}
                  connectNulls={false}
                  isAnimationActive={false}
                  activeDot={false}
                  tooltipType="none"
                />
              ))
            : null}
          {drawn.map(({ key, earlier }) =>
            earlier === null ? null : (
              <Line
                key={`earlier-${key}`}
                dataKey={earlier.field}
                type="linear"
                stroke={lookOf(key).colour}
                strokeOpacity={EARLIER_OPACITY}
                strokeDasharray={EARLIER_DASH}
                strokeWidth={EARLIER_PX}
                connectNulls={false}
                isAnimationActive={false}
                dot={false}
                activeDot={false}
                tooltipType="none"
              />
            ),
          )}
          {stack
            ? // The first one lies at the bottom, where it can be read against the axis.
              drawn.map(({ key, field, label }) => (
                <Area
                  key={`part-${key}`}
                  dataKey={field}
                  name={label}
                  stackId="whole"
                  type="linear"
                  stroke={lookOf(key).colour}
                  strokeWidth={1}
                  fill={lookOf(key).colour}
                  fillOpacity={0.45}
                  connectNulls={false}
                  isAnimationActive={false}
                  activeDot={false}
                />
              ))
            : null}
          {(stack ? [] : drawn).map((series) => (
            <Line
              key={series.key}
              dataKey={series.field}
              name={series.label}
              type="linear"
              stroke={lookOf(series.key).colour}
              strokeDasharray={lookOf(series.key).dash}
              strokeWidth={LINE_PX}
              strokeLinejoin="round"
              connectNulls={false}
              isAnimationActive={false}
              dot={(props: DotItemDotProps) => lonelyDot(props, series, lookOf(series.key).colour)}
              activeDot={{ r: 3, strokeWidth: 0 }}
            />
          ))}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--text-3)', strokeWidth: 1 }}
            allowEscapeViewBox={{ x: false, y: true }}
            wrapperStyle={{ zIndex: 20, outline: 'none' }}
            content={({ label, active, coordinate }) =>
              active === true && isHovered && drag === null && typeof label === 'number' ? (
                <PlotTooltip
                  at={label}
                  chart={chart}
                  series={drawn}
                  lookOf={lookOf}
                  pointer={isPointer ? pointerShare(coordinate?.y, height) : null}
                  stack={stack}
                />
              ) : null
            }
          />
          <SharedCursor group={syncId} id={id} />
          {drag === null ? null : (
            <ReferenceArea
              x1={drag.from}
              x2={drag.to}
              fill="var(--focus)"
              fillOpacity={0.14}
              stroke="var(--focus)"
              strokeOpacity={0.5}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

/** Tells the charts of the group where this one's cursor is, and draws theirs here. By time, so charts with other buckets follow too. */
function SharedCursor({ group, id }: { group: string; id: string }) {
  const label = useActiveTooltipLabel();
  const isActive = useIsTooltipActive();
  const at = isActive && typeof label === 'number' ? label : null;
  const crosshair = useCrosshair(group);
  const scale = useXAxisScale();
  const area = usePlotArea();
  useEffect(() => pointAt(group, id, at), [group, id, at]);
  useEffect(() => () => pointAt(group, id, null), [group, id]);
  if (crosshair === null || crosshair.source === id || scale === undefined || area === undefined) return null;
  const x = scale(crosshair.at);
  if (x === undefined || x < area.x || x > area.x + area.width) return null;
  return <line x1={x} x2={x} y1={area.y} y2={area.y + area.height} stroke="var(--text-3)" strokeWidth={1} pointerEvents="none" />;
}

/** Height of a place in the drawing on the axis, 0..1; null where there is none. */
function pointerShare(y: number | undefined, height: number): number | null {
  if (y === undefined) return null;
  return 1 - (y - PLOT_EDGES.top) / (height - PLOT_EDGES.top - PLOT_EDGES.bottom);
}

/** Bucket time under the pointer; null outside the plot. */
function timeUnder(state: MouseHandlerDataParam): number | null {
  const at = Number(state.activeLabel);
  return state.activeLabel === undefined || !Number.isFinite(at) ? null : at;
}

/** A dot only where a point has no known neighbour: without it the value would not be seen. */
function lonelyDot({ key, index, cx, cy }: DotItemDotProps, series: PreparedSeries, colour: string) {
  if (!series.isolated.has(index) || typeof cx !== 'number' || typeof cy !== 'number') return <g key={key} />;
  return <circle key={key} cx={cx} cy={cy} r={2.2} fill={colour} />;
}
