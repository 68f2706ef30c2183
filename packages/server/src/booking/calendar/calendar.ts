import { fromInstant } from '@relais/model';
import type { Booking, Seat } from '@relais/model';
import ical, {
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { describeStart } from './visit-time.ts';
import type { Language } from './visit-time.ts';

/** Where the visit takes place, from the territory file. */
export interface VisitPlace {
  readonly name: string;
  readonly commune?: string | undefined;
}

export interface VisitHost {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly phone?: string | undefined;
}

/** A mailbox taking part in the scheduling by e-mail. */
export interface CalendarParty {
  readonly name: string;
  readonly email: string;
}

/** What a calendar or a mail tells of a booking. */
export interface BookedVisit extends Pick<Booking, 'id' | 'reference'> {
  readonly seat: Pick<Seat, 'start' | 'end'>;
}

export interface CalendarRequest {
  readonly booking: BookedVisit;
  readonly structure: VisitHost;
  readonly site: VisitPlace;
  readonly method: 'REQUEST' | 'CANCEL';
  /** How often the booking has changed: a calendar keeps the highest. */
  readonly sequence: number;
  readonly language: Language;
  /** Milliseconds since the epoch, when this text is written. */
  readonly now: number;
  /** Page that moves or cancels, with the token in its fragment. Whoever reads the calendar can then cancel. */
  readonly manageUrl?: string | undefined;
  readonly attendee?: CalendarParty | undefined;
  readonly organizer?: CalendarParty | undefined;
}

const WORDS = {
  fr: {
    visit: 'Rendez-vous',
    cancelled: 'Rendez-vous annulé',
    reference: 'Référence',
    phone: 'Téléphone',
    manage: 'Déplacer ou annuler',
  },
  en: {
    visit: 'Appointment',
    cancelled: 'Appointment cancelled',
    reference: 'Reference',
    phone: 'Telephone',
    manage: 'Move or cancel',
  },
} as const;

/**
 * The booking as an iCalendar text (RFC 5545): place, time, reference, and nothing about the person or why they come.
 *
 * Times are UTC. That form is an instant, read alike by every calendar, telephones included, right through the nights of time change;
 * `TZID` would need a `VTIMEZONE` that many readers replace by their own rules or ignore. The local time stands in the description.
 *
 * With attendee and organizer the text takes part in scheduling by e-mail (RFC 5546 §3.2.2, §3.2.5, which ask for both); without
 * them, as a file to keep, its method is PUBLISH, or CANCEL where the visit is cancelled.
 */
export function renderCalendar(request: CalendarRequest): string {
  const { booking, structure, method, attendee, organizer, manageUrl } = request;
  const cancelled = method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Relais', product: 'Relais', language: request.language.toUpperCase() },
    method: cancelled
      ? ICalCalendarMethod.CANCEL
      : attendee && organizer
        ? ICalCalendarMethod.REQUEST
        : ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: `${booking.id}@${structure.id}.relais`,
    sequence: request.sequence,
    stamp: new Date(request.now),
    start: new Date(fromInstant(booking.seat.start)),
    end: new Date(fromInstant(booking.seat.end)),
    summary: printable(describeTitle(request, cancelled)),
    location: printable([request.site.name, request.site.commune].filter(Boolean).join(', ')),
    description: printable(describeVisit(request)),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    // Others who see this calendar see a busy hour, not a visit.
    class: ICalEventClass.PRIVATE,
  });
  if (manageUrl && !cancelled) event.url(new URL(manageUrl).href);
  if (attendee && organizer) {
    event.organizer({ name: printable(organizer.name), email: organizer.email });
    event.createAttendee({
      name: printable(attendee.name),
      email: attendee.email,
      // They asked for it themselves: there is nothing to accept, and nobody reads replies.
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** Name of the file to download, e.g. `rendez-vous-K7M-3QX.ics`. */
export function calendarFileName(reference: string, language: Language): string {
  return `${language === 'fr' ? 'rendez-vous' : 'appointment'}-${reference}.ics`;
}

function describeTitle({ site, language }: CalendarRequest, cancelled: boolean): string {
  const words = WORDS[language];
  return `${cancelled ? words.cancelled : words.visit} – ${site.name}`;
}

function describeVisit({ booking, structure, language, method, manageUrl }: CalendarRequest): string {
  const words = WORDS[language];
  const { date, time, zone } = describeStart(booking.seat.start, structure.timezone, language);
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  const lines = [`${date}, ${time} (${zone})`, `${words.reference}${colon}${booking.reference}`, structure.name];
  if (structure.phone) lines.push(`${words.phone}${colon}${structure.phone}`);
  if (manageUrl && method === 'REQUEST') lines.push(`${words.manage}${colon}${new URL(manageUrl).href}`);
  return lines.join('\n');
}

/** Without the control characters that RFC 5545 §3.3.11 forbids in a text; line feeds are escaped later. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ');
}
