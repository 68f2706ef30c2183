import { sha256 } from '#digest';
import type { CompiledTerritory } from '@relais/engine';
import type { DutyRange } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { operations } from '@relais/model';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { describeStart, printable } from '../booking/index.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Call } from '../core/http/call.ts';
import { readLanguage } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken } from '../core/secrets.ts';
import type { Language } from '../core/subject.ts';
import { findProvider } from '../people/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { countBooked, findDuties, pastAndComing } from './duties.ts';

/** How often calendars are asked to look. Many do as they like. */
const HOUR_SECONDS = 3600;

/** A range with what a calendar says of it. */
export interface CalendarDuty extends DutyRange {
  readonly booked: number;
}

export interface DutyFeed {
  readonly structure: { readonly id: string; readonly name: string };
  /** Absent while nobody has said who receives when. */
  readonly territory: CompiledTerritory | undefined;
  /** Of the territory file: a calendar keeps what has the highest. */
  readonly version: number;
  readonly duties: readonly CalendarDuty[];
  readonly language: Language;
  /** Milliseconds since the epoch, when this text is written. */
  readonly now: number;
}

type Reading = Pick<Call<(typeof operations)['readDutyFeed']>, 'view' | 'params' | 'query' | 'request'>;

/**
 * The duties behind a secret address, which calendars read without signing in. An address that was never made, has ended, or is of somebody who no
 * longer receives patients is one and the same to whoever asks.
 * @throws {ProblemError} `not-found`
 */
export async function readDutyFeed(
  context: ServiceContext,
  { view, params, query, request }: Reading,
): Promise<Response> {
  const { structureId, documents } = view;
  const { db } = context.store;
  const row = await db
    .selectFrom('duty_calendar')
    .select('professional_id')
    .where('structure_id', '=', structureId)
    .where('token_hash', '=', hashToken(params.token))
    .executeTakeFirst();
  const provider = row && (await findProvider(db, structureId, row.professional_id));
  if (!provider) throw new ProblemError('not-found');
  const language = readLanguage(query);
  const ranges = await findDuties(db, view, provider, pastAndComing(context, view));
  const booked = await countBooked(db, structureId, ranges);
  const text = renderDuties({
    structure: context.describe(view, language),
    territory: documents.of(territoryDocument),
    version: documents.newestVersion(territoryDocument.name),
    duties: ranges.map((range, index) => ({ ...range, booked: booked[index] ?? 0 })),
    language,
    now: context.clock(),
  });
  return answer(text, request);
}

/** Nothing but when it was written differs between two texts of one tag. */
function answer(text: string, { headers: asked }: Request): Response {
  const tag = `"${sha256(text.replace(/^DTSTAMP:.*$/gm, ''))}"`;
  const headers = { ETag: `W/${tag}`, 'Cache-Control': 'private, no-cache' };
  if (asked.get('if-none-match')?.includes(tag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' } });
}

const WORDS = {
  fr: {
    calendar: 'Mes plages',
    duty: 'Soins non programmés',
    open: (seats: number) => (seats > 1 ? `${seats} places ouvertes` : `${seats} place ouverte`),
    booked: (seats: number) => (seats > 1 ? `${seats} prises` : `${seats} prise`),
  },
  en: {
    calendar: 'My duties',
    duty: 'Unscheduled care',
    open: (seats: number) => (seats === 1 ? '1 seat open' : `${seats} seats open`),
    booked: (seats: number) => `${seats} booked`,
  },
} as const;

/**
 * Duties as an iCalendar text (RFC 5545): hours, place, how many seats are open and booked. Nothing of a patient: an address that is passed on, or
 * that a calendar's maker keeps, tells nothing of anybody.
 *
 * Times are UTC, as in the calendar of a booking: an instant needs no `VTIMEZONE`, which many readers replace by rules of their own, and is
 * right through the nights of time change. The local times stand in the description.
 */
export function renderDuties({ structure, territory, version, duties, language, now }: DutyFeed): string {
  const words = WORDS[language];
  const calendar = ical({
    prodId: { company: 'Relais', product: 'Relais', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    name: printable(`${words.calendar} – ${structure.name}`),
    ttl: HOUR_SECONDS,
    x: territory ? [{ key: 'X-WR-TIMEZONE', value: territory.zone.id }] : [],
  });
  for (const duty of duties) {
    const site = territory?.sites.get(duty.siteId);
    calendar.createEvent({
      id: `${uidOf(duty)}@${structure.id}.relais`,
      sequence: version,
      stamp: new Date(now),
      start: new Date(duty.startMs),
      end: new Date(duty.endMs),
      summary: printable(`${words.duty} – ${site?.name ?? duty.siteId}`),
      location: printable([site?.name ?? duty.siteId, site?.commune].filter(Boolean).join(', ')),
      description: printable(describe(duty, { structure, territory, language })),
    });
  }
  return `${calendar.toString()}\r\n`;
}

function describe(
  { practiceId, startMs, endMs, seats, booked }: CalendarDuty,
  { structure, territory, language }: Pick<DutyFeed, 'structure' | 'territory' | 'language'>,
): string {
  const words = WORDS[language];
  const at = (instant: number) => describeStart(toInstant(instant), territory?.zone.id ?? 'Europe/Paris', language);
  const { date, time, zone } = at(startMs);
  const practice = territory?.territory.practices.find(({ id }) => id === practiceId)?.name;
  return [
    `${date}, ${time} – ${at(endMs).time} (${zone})`,
    `${words.open(seats)}, ${words.booked(booked)}`,
    ...(practice ? [practice] : []),
    structure.name,
  ].join('\n');
}

/** The same as long as the same practice begins at the same instant, however many seats there are and until when. */
function uidOf({ practiceId, startMs }: DutyRange): string {
  return sha256(JSON.stringify([practiceId, startMs])).slice(0, 32);
}
