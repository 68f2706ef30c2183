import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { Audience } from './audience.ts';

/**
 * The territory file, `csnp-territory/1`: where and when unscheduled care is offered, and by which rules.
 * Keys the format does not know are kept; known keys with a wrong value are refused. What a schema cannot see (unknown ids, overlaps,
 * rotations…) is checked by `validateTerritory` of the engine.
 */

/**
 * How large a territory may be. Far above what any has; whatever a file within them says, every question to it is answered in time.
 * `entries`: of each list, and of the travel table. `slotsADay`: what the openings of one day plan, all practices and rotations together.
 * `trialDays`: of one trial, since nothing of it is in the figures.
 */
export const territoryLimits = {
  entries: {
    practices: 5000,
    sites: 5000,
    volunteers: 10_000,
    openings: 20_000,
    exceptions: 10_000,
    travelMinutes: 2000,
    extraHolidays: 5000,
    holidaysWorked: 100,
  },
  slotsADay: 50_000,
  trialDays: 56,
} as const;

/** What each kind of value must be; the words a refusal shows after « accepted: ». */
export const territoryFormats = {
  document: 'a csnp-territory/1 document (a JSON object)',
  formatVersion: 'csnp-territory/1',
  object: 'an object',
  list: 'a list',
  text: 'a text that is not empty',
  rpps: 'a national number of a professional (RPPS), eleven digits',
  id: 'an id of 1 to 80 characters that begins with a letter or a digit',
  flag: 'true or false',
  number: 'a number',
  minutes: 'a whole number of minutes from 0 to 527040 (a year)',
  seconds: 'a whole number of seconds from 1 to 86400 (a day)',
  count: 'a whole number, 0 or more',
  ages: 'ages in whole years, from no greater than to',
  capacity: 'a whole number of seats from 1 to 10000',
  ruleSlotMinutes: 'a whole number of minutes from 5 to 120',
  slotMinutes: 'a whole number of minutes from 5 to 1440',
  slotsPerHour: 'a number of slots that divides the hour: 1, 2, 3, 4, 5, 6, 10 or 12',
  time: 'a wall time HH:MM from 00:00 to 23:59, or 24:00',
  date: 'a date of the calendar, YYYY-MM-DD',
  timezone: 'an IANA time zone such as Europe/Paris',
  calendar: 'a holiday calendar of the format',
  days: 'days of the week among mon, tue, wed, thu, fri, sat, sun, each at most once, at least one',
  onHoliday: 'closed, open or only',
  volunteersMay: 'what volunteers may do themselves, among close and open, each at most once, at least one',
  trials: 'a list of 20 trials or fewer',
  trial: 'a trial of 56 days or fewer',
  audiences: 'audiences among PUBLIC, PRO, SNP, CPTS, each at most once, at least one',
  exception: 'an exception of type closure or opening',
  policy: 'ledger-credit',
  weight: 'offered-seats or equal',
  period: 'none, month or quarter',
  mode: 'single-site, multi-site or weekly-rotation',
  overflowOrder: 'travel-time',
  practices: 'a list of one practice or more',
  cycleWeeks: 'a whole number of weeks from 1 to 520',
  breaks: 'a list of 100 breaks or fewer',
  weeks: 'week numbers from 0 to cycleWeeks - 1, each at most once, at least one',
} as const;
const accepted = territoryFormats;

/** Public-holiday calendars: the seven of the reference, then the overseas communities. The engine holds their rules and sources. */
export const HolidayCalendarId = z.enum(
  [
    'FR-metropole',
    'FR-alsace-moselle',
    'FR-guadeloupe',
    'FR-martinique',
    'FR-guyane',
    'FR-la-reunion',
    'FR-mayotte',
    'FR-saint-barthelemy',
    'FR-saint-martin',
    'FR-saint-pierre-et-miquelon',
    'FR-wallis-et-futuna',
    'FR-polynesie-francaise',
    'FR-nouvelle-caledonie',
  ],
  accepted.calendar,
);
export type HolidayCalendarId = z.infer<typeof HolidayCalendarId>;

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], accepted.days);
export type Weekday = z.infer<typeof Weekday>;

/** `closed` skips holidays, `open` ignores them, `only` keeps nothing else. */
export const HolidayPolicy = z.enum(['closed', 'open', 'only'], accepted.onHoliday);
export type HolidayPolicy = z.infer<typeof HolidayPolicy>;

/** What volunteers may do themselves: say that they are not there, or open a range more. */
export const OwnChange = z.enum(['close', 'open'], accepted.volunteersMay);
export type OwnChange = z.infer<typeof OwnChange>;

const Text = z.string(accepted.text).check(z.minLength(1, accepted.text));
const Id = z.string(accepted.id).check(z.regex(/^[\p{L}\p{N}].{0,79}$/u, accepted.id));
const Flag = z.boolean(accepted.flag);
const Minutes = z.int(accepted.minutes).check(z.minimum(0, accepted.minutes), z.maximum(527_040, accepted.minutes));
const Seconds = z.int(accepted.seconds).check(z.minimum(1, accepted.seconds), z.maximum(86_400, accepted.seconds));
const Count = z.int(accepted.count).check(z.minimum(0, accepted.count));
const WallTime = z.string(accepted.time).check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, accepted.time));
const Day = z.string(accepted.date).check(z.refine((text) => PlainDate.safeParse(text).success, accepted.date));

const listOf = <T extends z.ZodMiniType>(item: T, words: string = accepted.list) => z.array(item, words);
const setOf = <T extends z.ZodMiniType>(item: T, words: string) =>
  z.array(item, words).check(
    z.minLength(1, words),
    z.refine((items) => new Set(items).size === items.length, words),
  );

/** A pause between two wall times inside the window of its opening. */
export const Break = z.looseObject({ from: WallTime, to: WallTime }, accepted.object);
export type Break = z.infer<typeof Break>;

/** Weeks of a cycle, counted in Mondays from the week of `anchor`. ISO week numbers are never used: week 53 breaks parity. */
export const Rotation = z.looseObject(
  {
    anchor: Day,
    cycleWeeks: z
      .int(accepted.cycleWeeks)
      .check(z.minimum(1, accepted.cycleWeeks), z.maximum(520, accepted.cycleWeeks)),
    weeks: setOf(z.int(accepted.weeks).check(z.minimum(0, accepted.weeks)), accepted.weeks),
  },
  accepted.object,
);
export type Rotation = z.infer<typeof Rotation>;

/** Seats kept for searches that carry the label `for`, until `releaseMinutes` before the start. */
export const Reservation = z.looseObject({ for: Text, releaseMinutes: Minutes }, accepted.object);
export type Reservation = z.infer<typeof Reservation>;

/** What an opening and an extra opening say alike of their window. */
const windowShape = {
  practiceId: Id,
  from: WallTime,
  to: WallTime,
  slotsPerHour: z.optional(z.literal([1, 2, 3, 4, 5, 6, 10, 12], accepted.slotsPerHour)),
  slotMinutes: z.optional(
    z.int(accepted.slotMinutes).check(z.minimum(5, accepted.slotMinutes), z.maximum(1440, accepted.slotMinutes)),
  ),
  gapMinutes: z.optional(Minutes),
  capacity: z.optional(
    z.int(accepted.capacity).check(z.minimum(1, accepted.capacity), z.maximum(10_000, accepted.capacity)),
  ),
  breaks: z.optional(listOf(Break).check(z.maxLength(100, accepted.breaks))),
  visibility: z.optional(setOf(Audience, accepted.audiences)),
  reserved: z.optional(Reservation),
};

export const Opening = z.looseObject(
  {
    ...windowShape,
    days: setOf(Weekday, accepted.days),
    validFrom: z.optional(Day),
    validTo: z.optional(Day),
    onHoliday: z.optional(HolidayPolicy),
    rotation: z.optional(Rotation),
  },
  accepted.object,
);
export type Opening = z.infer<typeof Opening>;

/** Of an exception that a professional has put there for themselves: their id in the structure. They may take it back. */
const by = z.optional(z.string(accepted.text));

/** Nobody is seen: in one practice, in one site, or (neither named) anywhere. Without times, whole local days. */
export const Closure = z.looseObject(
  {
    type: z.literal('closure'),
    practiceId: z.optional(Id),
    siteId: z.optional(Id),
    from: Day,
    to: z.optional(Day),
    fromTime: z.optional(WallTime),
    toTime: z.optional(WallTime),
    reason: z.optional(z.string(accepted.text)),
    by,
  },
  accepted.object,
);
export type Closure = z.infer<typeof Closure>;

/** One more window on one date, whatever the weekday, the rotation or the holiday. */
export const ExtraOpening = z.looseObject(
  { ...windowShape, type: z.literal('opening'), date: Day, reason: z.optional(z.string(accepted.text)), by },
  accepted.object,
);
export type ExtraOpening = z.infer<typeof ExtraOpening>;

export const Site = z.looseObject(
  {
    id: Id,
    name: z.optional(Text),
    commune: z.optional(Text),
    lat: z.optional(z.number(accepted.number)),
    lon: z.optional(z.number(accepted.number)),
    address: z.optional(Text),
    stepFree: z.optional(Flag),
    equipment: z.optional(listOf(Text)),
    /** Whom it receives, in whole years, both included. */
    ages: z.optional(
      z
        .looseObject({ from: z.optional(Count), to: z.optional(Count) }, accepted.object)
        .check(z.refine(({ from = 0, to = Infinity }) => from <= to, accepted.ages)),
    ),
  },
  accepted.object,
);
export type Site = z.infer<typeof Site>;

export const Practice = z.looseObject(
  { id: Id, name: z.optional(Text), siteId: Id, holidayCalendar: z.optional(HolidayCalendarId) },
  accepted.object,
);
export type Practice = z.infer<typeof Practice>;

const Volunteer = z.looseObject(
  {
    id: Id,
    label: z.optional(z.string(accepted.text)),
    profession: z.optional(z.string(accepted.text)),
    /** By it whoever signs in finds their own duties. */
    rpps: z.optional(z.string(accepted.rpps).check(z.regex(/^\d{11}$/, accepted.rpps))),
  },
  accepted.object,
);

/** Days, both included, on which a centre tries itself out: patients are seen, and figures leave it out and count it apart. */
export const TrialPeriod = z.looseObject({ from: Day, to: Day }, accepted.object);
export type TrialPeriod = z.infer<typeof TrialPeriod>;

export const TerritoryRules = z.looseObject(
  {
    slotMinutes: z.optional(
      z
        .int(accepted.ruleSlotMinutes)
        .check(z.minimum(5, accepted.ruleSlotMinutes), z.maximum(120, accepted.ruleSlotMinutes)),
    ),
    minNoticeMinutes: z.optional(Minutes),
    /** 400 when absent, and at most: nothing further ahead is listed or held. */
    maxHorizonDays: z.optional(Count),
    holdSeconds: z.optional(Seconds),
    offerSeconds: z.optional(Seconds),
    cancelDeadlineMinutes: z.optional(Minutes),
    onHoliday: z.optional(HolidayPolicy),
    maxActiveBookingsPerPerson: z.optional(Count),
    sameSpecialtyWindowHours: z.optional(Count),
    /** How many a secretary may book above the capacity of one session of a practice; none when absent. */
    secretaryOverbookPerSession: z.optional(Count),
    /** What whoever receives patients may change of their own ranges without the coordination; nothing when absent. */
    volunteersMay: z.optional(setOf(OwnChange, accepted.volunteersMay)),
    /** Those that are over stay, so that what was open on their days is left out too. */
    trials: z.optional(listOf(TrialPeriod).check(z.maxLength(20, accepted.trials))),
  },
  accepted.object,
);
export type TerritoryRules = z.infer<typeof TerritoryRules>;

/** How the load is shared: `weight` and `period` of the ledger. */
export const Allocation = z.looseObject(
  {
    policy: z.optional(z.literal('ledger-credit', accepted.policy)),
    weight: z.optional(z.enum(['offered-seats', 'equal'], accepted.weight)),
    period: z.optional(z.enum(['none', 'month', 'quarter'], accepted.period)),
    explain: z.optional(Flag),
  },
  accepted.object,
);
export type Allocation = z.infer<typeof Allocation>;

export const Territory = z.looseObject(
  {
    formatVersion: z.literal('csnp-territory/1', accepted.formatVersion),
    id: z.optional(Id),
    name: z.optional(Text),
    /** True when people and places are invented; screens say so. */
    synthetic: z.optional(Flag),
    mode: z.optional(z.enum(['single-site', 'multi-site', 'weekly-rotation'], accepted.mode)),
    /** All wall times of the file are of this zone. */
    timezone: Text,
    holidayCalendar: HolidayCalendarId,
    /** Keys of holidays treated as ordinary days. */
    holidaysWorked: z.optional(listOf(Text)),
    extraHolidays: z.optional(listOf(Day)),
    rules: z.optional(TerritoryRules),
    allocation: z.optional(Allocation),
    /** When absent, every `siteId` of a practice is a site of which nothing else is known. */
    sites: z.optional(listOf(Site)),
    /** Minutes of travel by commune, then by site. */
    travelMinutes: z.optional(
      z.record(
        z.string(),
        z.record(z.string(), z.number(accepted.minutes).check(z.minimum(0, accepted.minutes)), accepted.object),
        accepted.object,
      ),
    ),
    overflow: z.optional(
      z.looseObject(
        { order: z.optional(z.literal('travel-time', accepted.overflowOrder)), maxTravelMinutes: z.optional(Minutes) },
        accepted.object,
      ),
    ),
    practices: listOf(Practice, accepted.practices).check(z.minLength(1, accepted.practices)),
    volunteers: z.optional(listOf(Volunteer)),
    openings: listOf(Opening),
    exceptions: z.optional(listOf(z.discriminatedUnion('type', [Closure, ExtraOpening], accepted.exception))),
  },
  accepted.document,
);
export type Territory = z.infer<typeof Territory>;
