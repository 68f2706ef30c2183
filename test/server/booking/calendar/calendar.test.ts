import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarFileName, renderCalendar } from '../../../../packages/server/src/booking/calendar/calendar.ts';
import type { CalendarRequest } from '../../../../packages/server/src/booking/calendar/calendar.ts';

const now = Date.parse('2026-11-08T19:00:00Z');

function request(change: Partial<CalendarRequest> = {}, start = '2026-11-09T13:00:00Z'): CalendarRequest {
  const end = new Date(Date.parse(start) + 900_000).toISOString().replace('.000', '');
  return {
    booking: {
      id: 'b-1',
      reference: 'K7M-3QX',
      seat: { start, end },
    },
    structure: { id: 'val-de-brume', name: 'CPTS du Val de Brume', timezone: 'Europe/Paris', phone: '02 99 00 00 00' },
    site: { name: 'MSP des Tilleuls', commune: 'Orme-sur-Rive' },
    method: 'REQUEST',
    sequence: 0,
    language: 'fr',
    now,
    ...change,
  };
}

function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const event = calendar.getFirstSubcomponent('vevent');
  assert.ok(event);
  const instant = (name: string) => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate().toISOString();
  const value = (name: string) => event.getFirstPropertyValue(name) as string | number | null;
  return { method: calendar.getFirstPropertyValue('method'), event, instant, value };
}

/** With ordinary spaces in place of the unbreakable ones of French typography. */
const plainSpaces = (value: string | number | null) => String(value).replace(/[^\S\n]/g, ' ');

const parties = {
  attendee: { name: 'Zoé Martin', email: 'zoe@example.org' },
  organizer: { name: 'CPTS du Val de Brume', email: 'rdv@example.org' },
};

describe('the calendar of a booking', () => {
  it('holds its place, its time and its reference', () => {
    const { value, instant } = parse(renderCalendar(request()));
    assert.equal(value('summary'), 'Rendez-vous – MSP des Tilleuls');
    assert.equal(value('location'), 'MSP des Tilleuls, Orme-sur-Rive');
    assert.equal(
      plainSpaces(value('description')),
      'lundi 9 novembre 2026, 14 h 00 (heure : France)\nRéférence : K7M-3QX\nCPTS du Val de Brume\nTéléphone : 02 99 00 00 00',
    );
    assert.deepEqual([instant('dtstart'), instant('dtend')], ['2026-11-09T13:00:00.000Z', '2026-11-09T13:15:00.000Z']);
    assert.equal(instant('dtstamp'), '2026-11-08T19:00:00.000Z');
  });

  it('speaks English when asked', () => {
    const { value } = parse(renderCalendar(request({ language: 'en' })));
    assert.equal(value('summary'), 'Appointment – MSP des Tilleuls');
    assert.match(String(value('description')), /^Monday,? 9 November 2026, 14:00 \(CET\)\nReference: K7M-3QX\n/);
  });

  it('asks for nothing when it invites, and hides from those who share the calendar', () => {
    const { method, event, value } = parse(renderCalendar(request(parties)));
    assert.equal(method, 'REQUEST');
    assert.equal(value('organizer'), 'mailto:rdv@example.org');
    const attendee = event.getFirstProperty('attendee');
    assert.equal(String(attendee?.getFirstValue()).toLowerCase(), 'mailto:zoe@example.org');
    assert.deepEqual([attendee?.getParameter('partstat'), attendee?.getParameter('rsvp')], ['ACCEPTED', 'FALSE']);
    assert.equal(value('class'), 'PRIVATE');
  });

  it('is published, not sent, when nobody is invited', () => {
    assert.equal(parse(renderCalendar(request())).method, 'PUBLISH');
  });

  it('is taken out again by its cancellation', () => {
    const made = parse(renderCalendar(request(parties)));
    const cancelled = parse(renderCalendar(request({ ...parties, method: 'CANCEL', sequence: 2 })));
    assert.equal(cancelled.method, 'CANCEL');
    assert.equal(cancelled.value('uid'), made.value('uid'));
    assert.equal(cancelled.value('status'), 'CANCELLED');
    assert.ok(Number(cancelled.value('sequence')) > Number(made.value('sequence')));
  });

  it('keeps its identity when it moves', () => {
    const before = parse(renderCalendar(request()));
    const after = parse(renderCalendar(request({ sequence: 1 }, '2026-11-10T08:00:00Z')));
    assert.equal(after.value('uid'), before.value('uid'));
    assert.equal(after.value('sequence'), 1);
  });

  it('carries the link only when given one, and never once cancelled', () => {
    const manageUrl = 'https://cpts.example/rdv#relais=b-1.rl_token';
    assert.equal(parse(renderCalendar(request({ manageUrl }))).value('url'), manageUrl);
    assert.doesNotMatch(renderCalendar(request()), /rl_|URL/);
    assert.doesNotMatch(renderCalendar(request({ manageUrl, method: 'CANCEL' })), /rl_/);
  });

  it('has a file name without surprises', () => {
    assert.equal(calendarFileName('K7M-3QX', 'fr'), 'rendez-vous-K7M-3QX.ics');
  });
});

describe('the time in a calendar', () => {
  const nights: [string, string, string, RegExp][] = [
    ['before the spring change', 'Europe/Paris', '2027-03-28T00:45:00Z', /1\sh\s45/],
    ['after the spring change', 'Europe/Paris', '2027-03-28T01:00:00Z', /3\sh\s00/],
    ['the first 2:30 of the autumn change', 'Europe/Paris', '2026-10-25T00:30:00Z', /2\sh\s30/],
    ['the second 2:30 of the autumn change', 'Europe/Paris', '2026-10-25T01:30:00Z', /2\sh\s30/],
    ['in Guadeloupe', 'America/Guadeloupe', '2026-11-09T13:00:00Z', /lundi 9 .* 9\sh\s00 \(heure\s: Guadeloupe\)/],
    ['in Nouméa, where it is already tomorrow', 'Pacific/Noumea', '2026-11-09T13:00:00Z', /mardi 10 .* 0\sh\s00/],
    ['in La Réunion', 'Indian/Reunion', '2026-11-09T13:00:00Z', /17\sh\s00 \(heure\s: La Réunion\)/],
  ];
  for (const [name, timezone, start, words] of nights) {
    it(`is right ${name}`, () => {
      const { instant, value } = parse(
        renderCalendar(request({ structure: { ...request().structure, timezone } }, start)),
      );
      assert.equal(instant('dtstart'), start.replace('Z', '.000Z'));
      assert.match(String(value('description')), words);
    });
  }

  it('does not depend on the zone of the server', () => {
    const zone = process.env.TZ;
    try {
      const texts = ['America/New_York', 'Asia/Kolkata', 'UTC'].map((name) => {
        process.env.TZ = name;
        return renderCalendar(request());
      });
      assert.equal(new Set(texts).size, 1);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('the text of a calendar', () => {
  it('is folded at 75 octets with CRLF, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 200 }),
        (name, commune) => {
          const text = renderCalendar(
            request({ ...parties, site: { name, commune }, attendee: { name: commune || '-', email: 'a@b.fr' } }),
          );
          assert.ok(text.endsWith('END:VCALENDAR\r\n'));
          for (const line of text.split('\r\n')) {
            assert.ok(Buffer.byteLength(line) <= 75, line);
            assert.doesNotMatch(line, /[\r\n]/);
          }
        },
      ),
    );
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (name) => {
        fc.pre(name.isWellFormed() && !/\p{Cc}/u.test(name) && name.trim() === name);
        const { value } = parse(renderCalendar(request({ site: { name } })));
        assert.equal(value('summary'), `Rendez-vous – ${name}`);
        assert.equal(value('location'), name);
      }),
    );
  });

  it('takes no order from a name', () => {
    const name = 'Zoé\r\nATTENDEE:mailto:other@example.org\nBEGIN:VALARM;,:"';
    const { event } = parse(
      renderCalendar(request({ ...parties, site: { name }, attendee: { name, email: 'zoe@example.org' } })),
    );
    assert.equal(event.getAllProperties('attendee').length, 1);
    assert.equal(event.getAllSubcomponents().length, 0);
  });
});
