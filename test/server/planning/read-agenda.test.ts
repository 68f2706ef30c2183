import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { createAgendaReader } from '../../../packages/server/src/planning/agenda/beside.ts';
import { readAgenda } from '../../../packages/server/src/planning/agenda/read-agenda.ts';
import type { AgendaQuestion } from '../../../packages/server/src/planning/agenda/read-agenda.ts';

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@b', ...lines, 'END:VEVENT'];
const calendar = (...lines: string[]) =>
  `${['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;

/** Eight weeks from a Monday on, and the night in which clocks go forward in another. */
const AUTUMN = ['2026-10-12T00:00Z', '2026-12-08T00:00Z'] as const;
const SPRING = ['2027-03-01T00:00Z', '2027-04-27T00:00Z'] as const;

function asked(lines: readonly string[], [from, to]: readonly [string, string] = AUTUMN): AgendaQuestion {
  const window = { startMs: Date.parse(from), endMs: Date.parse(to) };
  return { text: calendar(...lines), window, zone: 'Europe/Paris', ownSuffix: '@here.relais' };
}

/** What is busy as it would be said, and how much is unread. */
function read(lines: readonly string[], window?: readonly [string, string]) {
  const answer = readAgenda(asked(lines, window));
  if (typeof answer === 'string') return answer;
  const say = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  return { busy: answer.busy.map(([from, to]) => `${say(from)}/${say(to).slice(11)}`), unread: answer.unread };
}
const times = (lines: readonly string[], window?: readonly [string, string]) => {
  const answer = read(lines, window);
  assert.ok(typeof answer !== 'string', JSON.stringify(answer));
  assert.equal(answer.unread, 0);
  return answer.busy;
};

const ROMANCE = [
  ...['BEGIN:VTIMEZONE', 'TZID:Romance Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
  ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
  ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
];

describe('an agenda', () => {
  it('has its times by the clock they name, of the territory where they name none', () => {
    assert.deepEqual(times(event('DTSTART:20261110T080000Z', 'DTEND:20261110T093000Z')), ['2026-11-10T08:00/09:30']);
    assert.deepEqual(times(event('DTSTART:20261110T080000', 'DURATION:PT1H')), ['2026-11-10T07:00/08:00']);
    const martinique = event('DTSTART;TZID=America/Martinique:20261110T080000', 'DURATION:PT1H');
    assert.deepEqual(times(martinique), ['2026-11-10T12:00/13:00']);
    const flight = event('DTSTART;TZID=America/Martinique:20261110T080000', 'DTEND;TZID=Europe/Paris:20261110T230000');
    assert.deepEqual(times(flight), ['2026-11-10T12:00/22:00']);
  });

  it('has the clock that it brings itself, also behind the events that name it', () => {
    const meeting = event(
      'DTSTART;TZID="Romance Standard Time":20261023T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=5',
    );
    const expected = ['23T07', '24T07', '25T08', '26T08', '27T08'].map(
      (at) => `2026-10-${at}:00/0${Number(at.slice(3)) + 1}:00`,
    );
    assert.deepEqual(times([...ROMANCE, ...meeting]), expected);
    assert.deepEqual(times([...meeting, ...ROMANCE]), expected);
    assert.deepEqual(read(meeting), { busy: [], unread: 1 });
  });

  it('has no clock of which something is missing or not understood, and reads the rest', () => {
    const known = ['DTSTART:19700101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'];
    const zoneOf = (lines: readonly string[]) => [
      ...['BEGIN:VTIMEZONE', 'TZID:Ours', ...(lines.length > 0 ? ['BEGIN:STANDARD', ...lines, 'END:STANDARD'] : [])],
      'END:VTIMEZONE',
    ];
    const meeting = event('DTSTART;TZID=Ours:20261110T080000', 'DURATION:PT1H');
    const other = event('DTSTART:20261112T080000Z', 'DURATION:PT1H');
    assert.deepEqual(times([...zoneOf(known), ...meeting]), ['2026-11-10T06:00/07:00']);
    for (const lines of [
      [],
      ...known.map((line) => known.filter((one) => one !== line)),
      ['DTSTART:hello', ...known.slice(1)],
      [...known.slice(0, 2), 'TZOFFSETTO:hello'],
      [...known, 'RRULE:FREQ=SECONDLY'],
      [...known, 'RDATE:hello'],
    ])
      assert.deepEqual(
        read([...zoneOf(lines), ...meeting, ...other]),
        { busy: ['2026-11-12T08:00/09:00'], unread: 1 },
        lines.join(),
      );
  });

  it('has before the first change of a clock that it brings what the clock was then', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Ours', 'BEGIN:STANDARD', 'DTSTART:20261025T030000'],
      ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE'],
    ];
    const weekly = event('DTSTART;TZID=Ours:20261020T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
    assert.deepEqual(times([...zone, ...weekly]), ['2026-10-20T07:00/08:00', '2026-10-27T08:00/09:00']);
  });

  it('has no time that lasts longer than any calendar, and reads the rest', () => {
    for (const duration of ['P99999999999W', 'P40000D', 'PT99999999999999999999S']) {
      const lines = [
        ...event('DTSTART:20261110T080000', `DURATION:${duration}`),
        ...event('DTSTART:20261112T080000Z', 'DURATION:PT1H'),
      ];
      assert.deepEqual(read(lines), { busy: ['2026-11-12T08:00/09:00'], unread: 1 }, duration);
    }
  });

  it('repeats by the clock through the nights of time change', () => {
    const night = event(
      'DTSTART;TZID=Europe/Paris:20261024T020000',
      'DTEND;TZID=Europe/Paris:20261024T040000',
      'RRULE:FREQ=DAILY;COUNT=3',
    );
    assert.deepEqual(times(night), ['2026-10-24T00:00/02:00', '2026-10-25T00:00/02:00', '2026-10-26T01:00/03:00']);
    const early = event('DTSTART;TZID=Europe/Paris:20270327T023000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3');
    assert.deepEqual(times(early, SPRING), [
      '2027-03-27T01:30/02:30',
      '2027-03-28T01:30/02:30',
      '2027-03-29T00:30/01:30',
    ]);
  });

  it('is busy all day for whole days, which are not all as long', () => {
    const day = event('DTSTART;VALUE=DATE:20261025', 'DTEND;VALUE=DATE:20261026');
    assert.deepEqual(times(day), ['2026-10-24T22:00/23:00']);
    assert.deepEqual(times(event('DTSTART;VALUE=DATE:20261025')), ['2026-10-24T22:00/23:00']);
    assert.deepEqual(times(event('DTSTART;VALUE=DATE:20261101', 'DURATION:P1W')), ['2026-10-31T23:00/23:00']);
  });

  it('keeps nobody busy by what is called off, marked as free, a task, or of no length', () => {
    const at = ['DTSTART:20261110T080000Z', 'DURATION:PT1H'];
    assert.deepEqual(times(event(...at, 'STATUS:CANCELLED')), []);
    assert.deepEqual(times(event(...at, 'TRANSP:TRANSPARENT')), []);
    assert.deepEqual(times(event('DTSTART:20261110T080000Z')), []);
    assert.deepEqual(times(['BEGIN:VTODO', 'DTSTART:20261110T080000Z', 'DUE:20261110T090000Z', 'END:VTODO']), []);
    assert.deepEqual(times(event(...at, 'STATUS:TENTATIVE')), ['2026-11-10T08:00/09:00']);
  });

  it('takes what meets for one, and leaves out what is past or far', () => {
    const at = (start: string, hours: number) => event(`DTSTART:${start}Z`, `DURATION:PT${hours}H`);
    const met = [...at('20261110T080000', 2), ...at('20261110T100000', 1), ...at('20261110T083000', 1)];
    assert.deepEqual(times(met), ['2026-11-10T08:00/11:00']);
    const far = ['19700101T000000', '20261011T230000', '20261208T000000', '99991231T230000'].flatMap((day) =>
      at(day, 1),
    );
    assert.deepEqual(times(far), []);
    assert.deepEqual(times(event('DTSTART:20261001T000000Z', 'DTEND:20261013T080000Z')), ['2026-10-12T00:00/08:00']);
  });

  it('has times that are called off or moved where they are now', () => {
    const weekly = event(
      'DTSTART;TZID=Europe/Paris:20261102T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=5',
      'EXDATE;TZID=Europe/Paris:20261109T090000',
    );
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/Paris:20261116T090000',
      'DTSTART;TZID=Europe/Paris:20261117T140000',
      'DURATION:PT1H',
    );
    const off = event(
      'RECURRENCE-ID:20261123T080000Z',
      'DTSTART:20261123T080000Z',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
    );
    const expected = ['2026-11-02T08:00/09:00', '2026-11-17T13:00/14:00', '2026-11-30T08:00/09:00'];
    assert.deepEqual(times([...weekly, ...moved, ...off]), expected);
    assert.deepEqual(times([...moved, ...off, ...weekly]), expected);
  });

  it('takes a date alone, of what has an hour, for the time of that day', () => {
    const weekly = event(
      'DTSTART;TZID=Europe/Paris:20261102T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'EXDATE;VALUE=DATE:20261109',
    );
    const moved = event(
      'RECURRENCE-ID;VALUE=DATE:20261116',
      'DTSTART;TZID=Europe/Paris:20261117T140000',
      'DURATION:PT1H',
    );
    const expected = ['2026-11-02T08:00/09:00', '2026-11-17T13:00/14:00', '2026-11-23T08:00/09:00'];
    assert.deepEqual(times([...weekly, ...moved]), expected);
    assert.deepEqual(times([...moved, ...weekly]), expected);
  });

  it('frees nobody by a change that names no event', () => {
    const nameless = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('UID:'));
    const weekly = event('DTSTART:20261102T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2');
    const off = event('RECURRENCE-ID:20261109T080000Z', 'DTSTART:20261109T080000Z', 'STATUS:CANCELLED');
    assert.deepEqual(read([...nameless(weekly), ...nameless(off)]), {
      busy: ['2026-11-02T08:00/09:00', '2026-11-09T08:00/09:00'],
      unread: 1,
    });
  });

  it('counts what it does not understand, and reads the rest', () => {
    const good = event('DTSTART:20261110T080000Z', 'DURATION:PT1H');
    for (const bad of [
      event('DTSTART;TZID=Nowhere/At all:20261110T080000', 'DURATION:PT1H'),
      event('DTSTART:20261310T080000Z', 'DURATION:PT1H'),
      event('DTSTART:20261110T250000Z', 'DURATION:PT1H'),
      event('DTSTART:00010110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
      event('DTSTART:demain', 'DURATION:PT1H'),
      event('DURATION:PT1H'),
      event('DTSTART:20261110T080000Z', 'DURATION:-PT1H'),
      event('DTSTART:20261110T080000Z', 'DTEND:20261110T070000Z'),
      event('DTSTART;VALUE=DATE:20261110', 'DTEND;VALUE=DATE:20261109'),
      event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY'),
      event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES'),
      event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYHOUR=9,10'),
      event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYDAY=20MO'),
      event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=99999999'),
      event('DTSTART:16010110T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=999999'),
      event('DTSTART:20200110T080000Z', 'DURATION:P500D', 'RRULE:FREQ=YEARLY'),
      event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RRULE'),
      ['BEGIN:VFREEBUSY', 'FREEBUSY:20261110T080000Z/PT1H', 'END:VFREEBUSY'],
    ]) {
      assert.deepEqual(read([...bad, ...good]), { busy: ['2026-11-10T08:00/09:00'], unread: 1 }, bad.join(' '));
    }
    // Read in part: what is known keeps busy, what is not is said.
    const more = event('DTSTART:20261110T080000Z', 'DURATION:PT1H', 'RDATE:20261111T080000Z');
    assert.deepEqual(read(more), { busy: ['2026-11-10T08:00/09:00'], unread: 1 });
  });

  it('is read whatever stands in titles and places, folded, with control characters or by other line ends', () => {
    const noise = ['SUMMARY:BEGIN:VEVENT', 'LOCATION:\u0000\u0007\u202E', 'DESCRIPTION:no colon;', 'une ligne perdue'];
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT5M', 'DURATION:PT9H', 'RRULE:FREQ=HOURLY', 'END:VALARM'];
    const lines = event(...noise, 'DTSTART:20261110T0', ' 80000Z', 'dtend:20261110T', '\t090000Z', ...alarm);
    for (const end of ['\r\n', '\n', '\r']) {
      const text = `\uFEFF${calendar(...lines).replaceAll('\r\n', end)}`;
      const answer = readAgenda({ ...asked([]), text });
      const [start, stop] = ['2026-11-10T08:00Z', '2026-11-10T09:00Z'].map((at) => Date.parse(at));
      assert.deepEqual(answer, { busy: [[start, stop]], unread: 0 }, JSON.stringify(end));
    }
  });

  it('is none where it is something else, cut off, or badly closed', () => {
    for (const text of [
      '',
      ' ',
      '{}',
      '<html>',
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT\nEND:VEVENT',
      'BEGIN:VCALENDAR\nEND:VEVENT',
    ])
      assert.equal(readAgenda({ ...asked([]), text }), 'not-a-calendar', text);
    const whole = calendar(...event('DTSTART:20261110T080000Z', 'DURATION:PT1H'));
    for (const length of [whole.length - 5, whole.length - 20, whole.length - 40])
      assert.equal(readAgenda({ ...asked([]), text: whole.slice(0, length) }), 'not-a-calendar');
    assert.equal(readAgenda({ ...asked([]), text: `${whole}<script>` }), 'not-a-calendar');
  });

  it('may be two calendars in one, or an empty one', () => {
    const one = calendar(...event('DTSTART:20261110T080000Z', 'DURATION:PT1H'));
    const answer = readAgenda({ ...asked([]), text: `${one}${calendar()}` });
    assert.ok(typeof answer !== 'string' && answer.busy.length === 1);
    assert.deepEqual(times([]), []);
  });

  it('is refused where it has more times than anybody', () => {
    const second = (index: number) => new Date(Date.parse('2026-11-10T00:00Z') + index * 600_000);
    const at = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '');
    const many = Array.from({ length: 2001 }, (_, index) =>
      event(`DTSTART:${at(second(index))}`, 'DURATION:PT5M'),
    ).flat();
    assert.equal(readAgenda(asked(many)), 'too-many');
  });

  it('repeats without an end from long ago at once', () => {
    const ever = event('DTSTART:16040101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=7');
    const all = Array.from({ length: 2000 }, () => ever).flat();
    assert.equal(times(all).length, 8);
  });

  it('repeats as the library for calendars has it', () => {
    const rule = fc.record({
      freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      interval: fc.integer({ min: 1, max: 4 }),
      limit: fc.constantFrom('', ';COUNT=7', ';COUNT=40', ';UNTIL=20261120T090000Z', ';UNTIL=20261020T080000Z'),
      wkst: fc.constantFrom('', ';WKST=SU'),
      by: fc.constantFrom('days', 'monthDays', 'places', 'positions', 'none'),
      months: fc.constantFrom('', '10', '11,12', '1,11'),
      days: fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 4 }),
      nth: fc.constantFrom('1', '2', '3', '4', '-1', '-2'),
      dates: fc.uniqueArray(fc.constantFrom('1', '9', '15', '28', '31', '-1', '-3'), { minLength: 1, maxLength: 3 }),
      start: fc.integer({ min: Date.UTC(2024, 1, 29) / 86_400_000, max: Date.UTC(2026, 10, 15) / 86_400_000 }),
    });
    fc.assert(
      fc.property(rule, ({ freq, interval, limit, wkst, by, months, days, nth, dates, start }) => {
        // The library counts no months between those of a rule.
        const isYearly = freq === 'YEARLY';
        const isOfMonth = freq === 'MONTHLY' || (isYearly && months !== '');
        const isKnown = (date: string) => freq === 'MONTHLY' || !date.startsWith('-');
        const parts: Record<typeof by, string> = {
          none: '',
          days: `;BYDAY=${days.join(',')}`,
          // The library has days from a month's end in rules of months alone, and days of every month of a year in none.
          monthDays: isOfMonth || freq === 'DAILY' ? `;BYMONTHDAY=${dates.filter(isKnown).join(',') || '9'}` : '',
          places: isOfMonth ? `;BYDAY=${days.map((day) => `${nth}${day}`).join(',')}` : '',
          positions: freq === 'MONTHLY' ? `;BYDAY=${days.join(',')};BYSETPOS=${nth}` : '',
        };
        const text = `FREQ=${freq};INTERVAL=${interval}${limit}${wkst}${isYearly && months !== '' ? `;BYMONTH=${months}` : ''}${parts[by]}`;
        const day = new Date(start * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
        const known = expand(text, `${day}T080000Z`);
        // What does not begin on a day of its rule is for each reader to decide (RFC 5545 §3.8.5.3).
        fc.pre(known !== undefined && (!isYearly || isOfMonths(months, day)));
        const found = times(event(`DTSTART:${day}T080000Z`, 'DURATION:PT1H', `RRULE:${text}`));
        assert.deepEqual(found, known, text);
      }),
      { numRuns: 1500, seed: 20261203 },
    );
  });
});

function isOfMonths(months: string, day: string): boolean {
  return months === '' || months.split(',').includes(String(Number(day.slice(4, 6))));
}

/** By the library, within the window; nothing where the first day is none of the rule. */
function expand(text: string, start: string): string[] | undefined {
  const first = ICAL.Time.fromDateTimeString(
    start.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const iterator = ICAL.Recur.fromString(text).iterator(first);
  const [from, to] = AUTUMN.map((at) => Date.parse(at)) as [number, number];
  const found: string[] = [];
  for (let count = 0; count < 5000; count += 1) {
    const next = iterator.next() as ICAL.Time | null;
    if (count === 0 && next?.compare(first) !== 0) return undefined;
    if (!next) break;
    const at = next.toUnixTime() * 1000;
    if (at >= to) break;
    if (at >= from) found.push(`${new Date(at).toISOString().slice(0, 16)}/09:00`);
  }
  return found;
}

describe('the thread that reads agendas', () => {
  it('gives up on what would take too long, and reads the next one', async () => {
    const beside = createAgendaReader({ milliseconds: 2500 });
    const rule = 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=31;COUNT=99999';
    const heavy = Array.from({ length: 20_000 }, () => event('DTSTART:19100101T080000Z', 'DURATION:PT1H', rule)).flat();
    assert.equal(await beside(asked(heavy)), 'too-hard');
    // On a busy machine a thread may take longer to begin than this one gives it.
    const next = async (left: number): ReturnType<typeof beside> => {
      const answer = await beside(asked(event('DTSTART:20261110T080000Z', 'DURATION:PT1H')));
      return answer === 'too-hard' && left > 0 ? next(left - 1) : answer;
    };
    const answer = await next(20);
    assert.ok(typeof answer !== 'string' && answer.busy.length === 1);
  });

  it('reads eight megabytes of a full agenda', async () => {
    const long = `DESCRIPTION:${'x'.repeat(1200)}`;
    const one = (index: number) =>
      event(`DTSTART:201${index % 10}0310T080000Z`, 'DURATION:PT1H', long, 'RRULE:FREQ=WEEKLY;COUNT=300');
    const lines = Array.from({ length: 6000 }, (_, index) => one(index)).flat();
    const answer = await createAgendaReader({ milliseconds: 100_000 })(asked(lines));
    assert.ok(typeof answer !== 'string', JSON.stringify(answer));
  });
});
