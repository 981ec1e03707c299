/** Time zones to choose from: what is in use comes first, and none is lost. */
import { expect, it } from 'vitest';
import { timeZoneNames } from '../../../../source/schedule/zone.js';
import { filteredZones, zoneRows } from '../../../../source/ui/flows/schedule/zones.js';

const windows = ['Asia/Tokyo', 'Europe/Berlin', 'Europe/Berlin', undefined, 'Mars/Olympus'];
const rows = zoneRows({ plan: 'America/New_York', own: 'Europe/Berlin', windows });

it('begins with the plan’s, the reader’s and those of windows', () => {
  expect(rows.slice(0, 5)).toEqual([
    { zone: 'America/New_York', note: 'current' },
    { zone: 'Europe/Berlin', note: 'your clock, 2 other windows' },
    { zone: 'Asia/Tokyo', note: '1 other window' },
    { zone: 'UTC', note: '' },
    { zone: 'Africa/Abidjan', note: '' },
  ]);
  expect(rows.map(({ zone }) => zone).sort()).toEqual([...timeZoneNames()].sort());
});

it('narrows by a text, the notes with it', () => {
  expect(filteredZones(rows, 'berl')).toEqual([{ zone: 'Europe/Berlin', note: 'your clock, 2 other windows' }]);
  expect(filteredZones(rows, ' US/Eastern ').map(({ zone }) => zone)[0]).toBe('US/Eastern');
  expect(filteredZones(rows, '  ')).toBe(rows);
});
