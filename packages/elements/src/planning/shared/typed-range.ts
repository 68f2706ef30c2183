import type { Audience, Opening, Territory, Weekday } from '@relais/sdk';
import type { TerritoryException } from '@relais/sdk/planning';
import { readDate, writeDate } from '../../ui/fields/reading.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import type { PlanningStrings } from '../words/fr.ts';

export type RangeKind = 'opening' | 'closure' | 'extra';

/** A range as it is typed. Texts stay as they are until they can be read. */
export interface TypedRange {
  readonly kind: RangeKind;
  readonly practiceId: string;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
  readonly slotsPerHour: string;
  readonly capacity: string;
  readonly reservedFor: string;
  /** A pause in between; `as-is` stands for several, which this form cannot say. */
  readonly pauseFrom: string;
  readonly pauseTo: string;
  /** Whom its seats are shown to. */
  readonly audiences: readonly Audience[];
  /** Weeks of the cycle; `as-is` for a rotation this form cannot say. */
  readonly cycle: string;
  readonly anchor: string;
  readonly onHoliday: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly note: string;
}

/** `9h`, `9:5`, `0930`, `9 h 30` → `09:30`; `undefined` for no time. */
export function readTime(text: string): string | undefined {
  const parts = /^\s*(\d{1,2})\s*(?:[h:.]?\s*(\d{2}))?\s*h?\s*$/i.exec(text);
  if (!parts) return undefined;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Whom an opening that says nothing is shown to. */
const EVERYBODY_HERE: readonly Audience[] = ['CPTS'];

const RATES = [1, 2, 3, 4, 5, 6, 10, 12] as const;

export function emptyRange(kind: RangeKind, territory: Territory, today: string): TypedRange {
  return {
    ...{ kind, practiceId: kind === 'closure' ? '' : (territory.practices[0]?.id ?? ''), days: [] },
    ...{ from: '', to: '', slotsPerHour: '4', capacity: '1', reservedFor: '', cycle: '1', anchor: writeDate(today) },
    ...{ onHoliday: '', firstDay: writeDate(today), lastDay: '', note: '' },
    ...{ pauseFrom: '', pauseTo: '', audiences: EVERYBODY_HERE },
  };
}

export function typeOpening(opening: Opening, territory: Territory, today: string): TypedRange {
  const { practiceId, days, rotation, onHoliday } = opening;
  const cycle = !rotation
    ? '1'
    : rotation.weeks.join() === '0' && rotation.cycleWeeks <= 4
      ? rotation.cycleWeeks
      : 'as-is';
  return {
    ...emptyRange('opening', territory, today),
    ...typeHours(opening),
    ...{ practiceId, days, cycle: String(cycle), onHoliday: onHoliday ?? '' },
    anchor: writeDate(rotation?.anchor ?? today),
  };
}

export function typeException(exception: TerritoryException, territory: Territory, today: string): TypedRange {
  const kind = exception.type === 'opening' ? 'extra' : 'closure';
  const empty = { ...emptyRange(kind, territory, today), note: exception.reason ?? '' };
  if (exception.type === 'opening')
    return { ...empty, ...typeHours(exception), practiceId: exception.practiceId, firstDay: writeDate(exception.date) };
  const { practiceId, siteId, from, to, fromTime = '', toTime = '' } = exception;
  const who = practiceId ?? (siteId === undefined ? '' : `site:${siteId}`);
  const dates = { firstDay: writeDate(from), lastDay: to === undefined ? '' : writeDate(to) };
  return { ...empty, ...dates, practiceId: who, from: fromTime, to: toTime };
}

function typeHours(window: Partial<Opening>) {
  const { from, to, slotsPerHour, slotMinutes, capacity = 1, reserved, visibility, breaks = [] } = window;
  const [pause] = breaks;
  const rate = slotsPerHour ?? (slotMinutes === undefined ? '' : 60 / slotMinutes);
  return {
    ...{ from: from ?? '', to: to ?? '', slotsPerHour: String(rate), capacity: String(capacity) },
    ...{ reservedFor: reserved?.for ?? '', audiences: visibility ?? EVERYBODY_HERE },
    ...(breaks.length > 1
      ? { pauseFrom: 'as-is', pauseTo: 'as-is' }
      : { pauseFrom: pause?.from ?? '', pauseTo: pause?.to ?? '' }),
  };
}

/** What is wrong with what is typed, field by field. */
export function faultsOf(t: PlanningStrings, typed: TypedRange): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const wants = (id: string, holds: boolean, text: string) => void (holds || faults.push({ id, text }));
  const isWhole = typed.kind === 'closure' && typed.from === '' && typed.to === '';
  if (typed.kind === 'opening') wants('days', typed.days.length > 0, t.noDays);
  if (!isWhole) {
    wants('from', readTime(typed.from) !== undefined, t.wrongTime);
    wants('to', readTime(typed.to) !== undefined, t.wrongTime);
  }
  if (typed.kind !== 'closure') {
    wants(
      'rate',
      typed.slotsPerHour === '' || RATES.some((rate) => String(rate) === typed.slotsPerHour),
      t.wrongNumber,
    );
    wants('capacity', /^[1-9]\d{0,3}$/.test(typed.capacity), t.wrongNumber);
    wants('audience', typed.audiences.length > 0, t.noAudience);
    if (hasPause(typed)) {
      wants('pause-from', readTime(typed.pauseFrom) !== undefined, t.wrongTime);
      wants('pause-to', readTime(typed.pauseTo) !== undefined, t.wrongTime);
    }
  }
  if (typed.kind !== 'opening') wants('first', readDate(typed.firstDay) !== undefined, t.wrongDate);
  if (typed.kind === 'closure')
    wants('last', typed.lastDay === '' || readDate(typed.lastDay) !== undefined, t.wrongDate);
  if (typed.kind === 'opening' && Number(typed.cycle) > 1)
    wants('anchor', readDate(typed.anchor) !== undefined, t.wrongDate);
  return faults;
}

/** Whether one pause is typed: several are left as they are. */
function hasPause({ pauseFrom, pauseTo }: TypedRange): boolean {
  return pauseFrom !== 'as-is' && pauseFrom + pauseTo !== '';
}

function readPauses(typed: TypedRange, former: Partial<Opening>): Partial<Opening> {
  if (typed.pauseFrom === 'as-is') return former.breaks ? { breaks: former.breaks } : {};
  if (!hasPause(typed)) return {};
  return {
    breaks: [{ ...former.breaks?.[0], from: readTime(typed.pauseFrom) ?? '', to: readTime(typed.pauseTo) ?? '' }],
  };
}

/** What says whom it is shown to, unless that is what goes without saying. */
function readAudiences({ audiences }: TypedRange, { visibility }: Partial<Opening>): Partial<Opening> {
  const isUsual = audiences.join() === EVERYBODY_HERE.join();
  return isUsual && !visibility ? {} : { visibility: [...audiences] };
}

/** The entry of the file that is meant; members this form does not ask stay as `former` has them. Asked once nothing is wrong. */
export function readRange(typed: TypedRange, former?: Opening | TerritoryException): Opening | TerritoryException {
  const [from, to] = [readTime(typed.from), readTime(typed.to)];
  if (typed.kind === 'closure') {
    const isSite = typed.practiceId.startsWith('site:');
    return {
      type: 'closure',
      ...(isSite ? { siteId: typed.practiceId.slice(5) } : typed.practiceId && { practiceId: typed.practiceId }),
      from: readDate(typed.firstDay) ?? '',
      ...(typed.lastDay && { to: readDate(typed.lastDay) ?? '' }),
      ...(from !== undefined && to !== undefined && { fromTime: from, toTime: to }),
      ...(typed.note && { reason: typed.note }),
    };
  }
  const known = (former ?? {}) as Partial<Opening>;
  const { slotMinutes, slotsPerHour, reserved, rotation, onHoliday, reason, breaks, visibility, ...rest } = known;
  const rate = RATES.find((one) => String(one) === typed.slotsPerHour);
  const window = {
    ...rest,
    ...{ practiceId: typed.practiceId, from: from ?? '', to: to ?? '', capacity: Number(typed.capacity) },
    ...(rate === undefined
      ? { ...(slotMinutes && { slotMinutes }), ...(slotsPerHour && { slotsPerHour }) }
      : { slotsPerHour: rate }),
    ...(typed.reservedFor && {
      reserved: { for: typed.reservedFor, releaseMinutes: reserved?.releaseMinutes ?? 60 },
    }),
    ...readPauses(typed, known),
    ...readAudiences(typed, known),
  };
  if (typed.kind === 'extra')
    return {
      ...window,
      ...{ type: 'opening', date: readDate(typed.firstDay) ?? '' },
      ...(typed.note && { reason: typed.note }),
    };
  const cycleWeeks = Number(typed.cycle);
  const turn = { anchor: readDate(typed.anchor) ?? '', cycleWeeks, weeks: [0] };
  return {
    ...window,
    days: [...typed.days],
    ...(typed.cycle === 'as-is' ? rotation && { rotation } : cycleWeeks > 1 && { rotation: turn }),
    ...(typed.onHoliday && { onHoliday: typed.onHoliday as NonNullable<typeof onHoliday> }),
  };
}
