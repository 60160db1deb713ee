'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CLUSTER_ZONE } from '#lib/core/preferences.ts';
import { isTimeZone } from '#lib/core/zoned-time.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { usePreferences } from './preferences.tsx';
import { browserZone, knownZones } from './zone-names.ts';

const OTHER = 'other';

/** Chooses the zone in which all times are shown and entered: the browser's, UTC, or any by its name. */
export function ZoneChoice() {
  const t = useTranslations('shell.zone');
  const { preferences, change } = usePreferences();
  const [isNaming, setIsNaming] = useState(false);
  const { zone } = preferences;
  return (
    <div className="grid gap-2">
      <Field label={t('label')}>
        {(control) => (
          <select
            {...control}
            value={isNaming ? OTHER : zone}
            onChange={({ target }) => {
              setIsNaming(target.value === OTHER);
              if (target.value !== OTHER) change({ zone: target.value });
            }}
            className="h-[30px] w-full rounded-md border border-control-line bg-surface px-2 text-sm"
          >
            <option value="browser">{t('browser', { zone: browserZone() })}</option>
            <option value="UTC">UTC</option>
            <option value={CLUSTER_ZONE}>{t('cluster')}</option>
            {zone === 'browser' || zone === 'UTC' || zone === CLUSTER_ZONE ? null : <option value={zone}>{zone}</option>}
            <option value={OTHER}>{t('other')}</option>
          </select>
        )}
      </Field>
      {isNaming ? <ZoneName onChoose={(name) => (change({ zone: name }), setIsNaming(false))} /> : null}
    </div>
  );
}

function ZoneName({ onChoose }: { onChoose: (name: string) => void }) {
  const t = useTranslations('shell.zone');
  const [name, setName] = useState('');
  const [isUnknown, setIsUnknown] = useState(false);
  const apply = () => {
    const wanted = name.trim().replaceAll(' ', '_');
    if (wanted !== '' && isTimeZone(wanted)) onChoose(wanted);
    else setIsUnknown(true);
  };
  return (
    <div className="flex items-end gap-2">
      <Field label={t('name')} error={isUnknown ? t('unknown') : null} className="flex-1">
        {(control) => (
          <Input
            {...control}
            // The list opens under the field: the reader goes on typing where they chose "other".
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            list="farol-zones"
            placeholder="Asia/Kathmandu"
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              apply();
            }}
          />
        )}
      </Field>
      <datalist id="farol-zones">
        {knownZones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Button onClick={apply}>{t('apply')}</Button>
    </div>
  );
}
