import { bookingFragment, fromInstant } from '@relais/model';
import type { ChangeReason, Instant } from '@relais/model';
import { calendarFileName, renderCalendar } from '../calendar/calendar.ts';
import type { BookedVisit, VisitHost, VisitPlace } from '../calendar/calendar.ts';
import { describeStart } from '../calendar/visit-time.ts';
import type { Language } from '../calendar/visit-time.ts';
import { renderHtml, renderText } from '../../core/mail/letter.ts';
import type { Block, Letter } from '../../core/mail/letter.ts';
import { mailWords } from './words.ts';

export type Change = 'confirmed' | 'moved' | 'cancelled' | 'restored';

/** What a mail is about: the booking as it is when the mail is written. */
export interface Visit {
  readonly booking: BookedVisit;
  readonly structure: VisitHost & {
    /** The page of the structure's site that embeds the picker. */
    readonly manageUrl?: string | undefined;
  };
  readonly site: VisitPlace;
  /** Of the person seen; the family name is of no use here and stays out of the mail. */
  readonly givenName: string;
  /** Token of the booking link. */
  readonly token: string;
  readonly changeableUntil: Instant;
  /** How often the booking has changed. */
  readonly sequence: number;
  /** Why the desk has changed it, where it has said so. */
  readonly why?: ChangeReason | undefined;
}

export interface LetterOptions {
  readonly language: Language;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Addresses of the two ends, which the calendar file names. */
  readonly sender: string;
  readonly recipient: string;
}

/**
 * Writes one mail: place, time in the structure's zone, reference, how to change it, and the calendar file. The link stands in the
 * text alone: calendars are shared with families and employers more readily than mailboxes.
 */
export function composeMail(
  kind: Change,
  visit: Visit,
  { language, now, sender, recipient }: LetterOptions,
): Letter & Required<Pick<Letter, 'calendar'>> {
  const { booking, structure, site, sequence } = visit;
  const words = mailWords[language];
  const start = describeStart(booking.seat.start, structure.timezone, language);
  const subject = words.subject[kind](start);
  const blocks: Block[] = [
    { kind: 'text', text: words.greeting },
    { kind: 'text', text: openingOf(kind, visit, language) },
    {
      kind: 'facts',
      facts: [
        [kind === 'cancelled' ? words.labels.was : words.labels.when, words.when(start)],
        [words.labels.where, [site.name, site.commune].filter(Boolean).join(', ')],
        [words.labels.who, oneLine(visit.givenName)],
        [words.labels.reference, booking.reference],
      ],
    },
    ...(kind === 'cancelled' ? describeNewBooking(visit, language) : describeChange(visit, language, now)),
    { kind: 'text', text: words.emergency },
    {
      kind: 'text',
      text: structure.phone ? `${structure.name}, ${words.fact(words.labels.phone, structure.phone)}` : structure.name,
    },
    { kind: 'text', text: words.automatic, quiet: true },
  ];
  const method = kind === 'cancelled' ? 'CANCEL' : 'REQUEST';
  const content = renderCalendar({
    booking,
    structure,
    site,
    method,
    sequence,
    language,
    now,
    organizer: { name: structure.name, email: sender },
    attendee: { name: oneLine(visit.givenName), email: recipient },
  });
  return {
    subject,
    text: renderText(blocks, words.fact),
    html: renderHtml(blocks, language, subject),
    calendar: { method, fileName: calendarFileName(booking.reference, language), content },
  };
}

/** Who has had it cancelled is told apart from whom the centre lets down; the note of the desk is for nobody outside. */
function openingOf(kind: Change, { why }: Visit, language: Language): string {
  const words = mailWords[language];
  if (kind === 'cancelled' && why === 'doctorAway') return words.doctorAway;
  if (kind === 'moved' && why === 'doctorAway') return words.doctorAwayMoved;
  return words.opening[kind];
}

/** The link while it works, else the telephone, which works always. */
function describeChange(visit: Visit, language: Language, now: number): Block[] {
  const { structure, booking, changeableUntil, token } = visit;
  const words = mailWords[language];
  if (structure.manageUrl && fromInstant(changeableUntil) > now) {
    const url = new URL(structure.manageUrl);
    url.hash = bookingFragment(booking.id, token);
    const deadline = describeStart(changeableUntil, structure.timezone, language);
    return [
      { kind: 'link', text: words.manage(deadline), href: url.href },
      { kind: 'text', text: words.managePersonal, quiet: true },
    ];
  }
  return structure.phone ? [{ kind: 'text', text: words.callToChange(structure.phone) }] : [];
}

function describeNewBooking({ structure }: Visit, language: Language): Block[] {
  if (!structure.manageUrl) return [];
  return [{ kind: 'link', text: mailWords[language].bookAgain, href: new URL(structure.manageUrl).href }];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
