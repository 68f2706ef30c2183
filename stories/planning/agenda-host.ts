import type { PageBackendOptions } from '@relais/server/page';

type Outgoing = NonNullable<PageBackendOptions['outgoing']>;

/** Where Inès has her agenda. */
export const AGENDA = 'https://agenda.exemple.fr/prive-0815/ines.ics';

/** An iCalendar text of events, each the lines between its edges. */
export function icsOf(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event, index) => ['BEGIN:VEVENT', `UID:${index}@exemple.fr`, ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

/** On Tuesdays from 18 h, when she would receive; an all-day event; a week away; and something that nobody understands. */
export const BUSY = icsOf(
  ['SUMMARY:Chorale', 'DTSTART;TZID=Europe/Paris:20260901T180000', 'DURATION:PT2H', 'RRULE:FREQ=WEEKLY;BYDAY=TU'],
  ['SUMMARY:Formation', 'DTSTART;VALUE=DATE:20261114'],
  ['SUMMARY:Congés', 'DTSTART;VALUE=DATE:20261221', 'DTEND;VALUE=DATE:20261228'],
  ['SUMMARY:Visites', 'DTSTART;TZID=Europe/Paris:20261116T090000', 'DURATION:PT3H', 'RRULE:FREQ=DAILY;COUNT=4'],
  ['SUMMARY:Astreinte', 'DTSTART;TZID=Ailleurs:20261119T200000', 'DURATION:PT12H'],
);

/** All of the Monday to come. */
export const BUSY_ON_MONDAY = icsOf(['SUMMARY:Congrès', 'DTSTART;VALUE=DATE:20261116']);

/** A machine with an agenda at every address: a page asks no other site itself, so that what comes back is said here. */
export function createAgendaHost(text: string = BUSY, until?: Promise<undefined>): Outgoing {
  return {
    judge: () => Promise.resolve(),
    ask: async () => {
      await until;
      return { status: 200, headers: {}, body: new TextEncoder().encode(text) };
    },
  };
}
