import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { HolidayCalendarId, Territory, territoryFormats } from '@relais/model';
import * as z from 'zod/mini';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../demo/territories/${name}.json`, import.meta.url), 'utf8'));
const names = ['val-de-brume', 'rives-de-lorme', 'piemont-des-forges', 'trois-vallees'];

describe('The territory format', () => {
  it('takes the demo territories as they are, all marked as invented', () => {
    for (const name of names) {
      const territory = Territory.parse(read(name));
      assert.deepEqual(territory, read(name));
      assert.equal(territory.synthetic, true, name);
      assert.equal(territory.id, name);
    }
  });

  it('keeps keys it does not know, at every level', () => {
    const territory = read('val-de-brume') as { sites: object[] };
    assert.equal(Territory.parse(territory).sites?.[0]?.publicTransport, true);
  });

  it('says what it accepts in the words of the format', () => {
    const wrong = { ...(read('val-de-brume') as object), timezone: 7, openings: {}, extraHolidays: ['2026-02-30'] };
    const messages = Territory.safeParse(wrong).error?.issues.map(({ message }) => message);
    assert.deepEqual(messages, [territoryFormats.text, territoryFormats.date, territoryFormats.list]);
  });

  it('has thirteen holiday calendars', () => {
    assert.equal(HolidayCalendarId.options.length, 13);
  });

  it('can be published as a JSON Schema', () => {
    const schema = z.toJSONSchema(Territory);
    assert.deepEqual(schema.required, ['formatVersion', 'timezone', 'holidayCalendar', 'practices', 'openings']);
  });
});
