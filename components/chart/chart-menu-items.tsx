'use client';

import {
  ChartLine,
  ClipboardCopy,
  FileSpreadsheet,
  Image as ImageIcon,
  ImageDown,
  Link2,
  Maximize2,
  Table2,
  ZoomOut,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { serializeTimeRange } from '#lib/core/time-range.ts';
import { csvText, tsvText } from '#lib/core/csv.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { DropdownCheckboxItem, DropdownItem, DropdownLabel, DropdownSeparator } from '../ui/dropdown.tsx';
import { exportName, exportRows } from './chart-export.ts';
import type { ChartMenuProps } from './chart-menu.tsx';
import { drawPicture } from './draw-picture.ts';
import { familiesOf } from './event-families.ts';
import { setFamilyShown, useHiddenFamilies } from './hidden-families.ts';
import { canCopyPictures, copyPicture, copyText, saveFile } from './hand-over.ts';
import type { ChartModel } from './use-chart-model.ts';
import { useChartSubject } from './use-chart-events.ts';

/** The items of a chart's menu. */
export default function ChartMenuItems(props: ChartMenuProps) {
  const { model, isTable, onTableChange, onFull, onZoomOut, extra } = props;
  const t = useTranslations('chart');
  const menu = useTranslations('chart.menu');
  const hasValues = model !== undefined && !model.chart.isEmpty;
  return (
    <>
      <DropdownItem disabled={!hasValues} onSelect={() => onTableChange(!isTable)}>
        {isTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
        {t(isTable ? 'showChart' : 'showTable')}
      </DropdownItem>
      <DropdownItem disabled={!hasValues} onSelect={onFull}>
        <Maximize2 aria-hidden />
        {menu('full')}
      </DropdownItem>
      {onZoomOut === null ? null : (
        <DropdownItem onSelect={onZoomOut}>
          <ZoomOut aria-hidden />
          {menu('zoomOut')}
          <kbd className="ml-auto pl-3 text-xs text-text-3">Ctrl Z</kbd>
        </DropdownItem>
      )}
      {model !== undefined && model.canLog && hasValues && !isTable ? (
        <DropdownCheckboxItem checked={model.chart.yKind === 'log'} onCheckedChange={model.setLog}>
          {menu('log')}
        </DropdownCheckboxItem>
      ) : null}
      {hasValues ? <HandOver {...props} model={model} /> : null}
      <Families />
      {extra}
    </>
  );
}

/** Ways to take a chart along: values, picture, link. */
function HandOver({ title, note, model, place, isTable }: ChartMenuProps & { model: ChartModel }) {
  const t = useTranslations('chart');
  const menu = useTranslations('chart.menu');
  const format = useFormat();
  const { chart } = model;
  const series = isTable ? chart.series : model.drawn;
  const name = exportName(title, chart);
  const said = { done: menu('copied'), refused: menu('refused') };
  const picture = () => {
    const drawing = place.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
    if (drawing === null || drawing === undefined) return Promise.reject(new Error('There is no drawing.'));
    const range = t('pictureRange', {
      from: format.dateTime(chart.from),
      to: format.dateTime(chart.to),
      zone: format.timeZone ?? format.zone(chart.to),
    });
    return drawPicture({
      drawing,
      marks: [...(place.current?.querySelectorAll<HTMLElement>('[data-mark]') ?? [])],
      title,
      note,
      range,
      unit: chart.yUnit,
      legend: model.drawn.map(({ key, label, last, earlier }) => ({
        look: model.lookOf(key),
        text: label,
        value: chart.formatFigure(last),
        more:
          earlier === null || chart.compare === null
            ? null
            : t('compare.was', { name: t(`compare.name.${chart.compare}`), value: chart.formatFigure(earlier.last) }),
      })),
    });
  };
  return (
    <>
      <DropdownSeparator />
      <DropdownItem onSelect={() => void copyText(tsvText(exportRows(chart, series)), said)}>
        <ClipboardCopy aria-hidden />
        {menu('copyValues')}
      </DropdownItem>
      <DropdownItem
        onSelect={() =>
          saveFile(new Blob(['\uFEFF', csvText(exportRows(chart, series))], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
        }
      >
        <FileSpreadsheet aria-hidden />
        {menu('saveCsv')}
      </DropdownItem>
      {isTable ? null : (
        <>
          {canCopyPictures() ? (
            <DropdownItem onSelect={() => void copyPicture(picture(), said)}>
              <ImageIcon aria-hidden />
              {menu('copyPicture')}
            </DropdownItem>
          ) : null}
          <DropdownItem onSelect={() => void picture().then((blob) => saveFile(blob, `${name}.png`))}>
            <ImageDown aria-hidden />
            {menu('savePicture')}
          </DropdownItem>
        </>
      )}
      <DropdownItem onSelect={() => void copyText(linkTo(chart), said)}>
        <Link2 aria-hidden />
        {menu('copyLink')}
      </DropdownItem>
    </>
  );
}

/** This page's address with the chart's window standing still: whoever opens it sees the same. */
function linkTo({ from, to }: { from: number; to: number }): string {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(serializeTimeRange({ kind: 'absolute', from: Math.round(from), to }))) {
    if (typeof value === 'string') url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

/** Which events the charts mark. */
function Families() {
  const t = useTranslations('chart.events');
  const subject = useChartSubject();
  const hidden = useHiddenFamilies();
  if (subject.clusterId === null) return null;
  return (
    <>
      <DropdownSeparator />
      <DropdownLabel>{t('shown')}</DropdownLabel>
      {familiesOf(subject).map((family) => (
        <DropdownCheckboxItem
          key={family}
          checked={!hidden.has(family)}
          onCheckedChange={(isShown) => setFamilyShown(family, isShown)}
          // Several are switched at once.
          onSelect={(event) => event.preventDefault()}
        >
          {t(`family.${family}`)}
        </DropdownCheckboxItem>
      ))}
    </>
  );
}
