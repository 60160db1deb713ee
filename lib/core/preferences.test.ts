import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, parsePreferences, serializePreferences, type Preferences } from './preferences.ts';

describe('preferences in a cookie', () => {
  it('come back as they went in, and leave nothing when they are the defaults', () => {
    const all: Preferences[] = [
      DEFAULT_PREFERENCES,
      { zone: 'America/Argentina/Buenos_Aires', density: 'compact', singleKeys: false },
      { zone: 'UTC', density: 'comfortable', singleKeys: true },
      { zone: 'cluster', density: 'comfortable', singleKeys: true },
    ];
    for (const each of all) expect(parsePreferences(serializePreferences(each))).toEqual(each);
    expect(serializePreferences(DEFAULT_PREFERENCES)).toBe('');
  });

  it('fall back one by one where the cookie is broken', () => {
    expect(parsePreferences(undefined)).toEqual(DEFAULT_PREFERENCES);
    expect(parsePreferences('zone=Mars/Olympus&density=compact&keys=maybe&%%%')).toEqual({
      ...DEFAULT_PREFERENCES,
      density: 'compact',
    });
  });
});
