import type { Opening, Territory, Weekday } from '@relais/sdk';
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

const RATES = [1, 2, 3, 4, 5, 6, 10, 12] as const;

export function emptyRange(kind: RangeKind, territory: Territory, today: string): TypedRange {
  return {
    ...{ kind, practiceId: kind === 'closure' ? '' : (territory.practices[0]?.id ?? ''), days: [] },
    ...{ from: '', to: '', slotsPerHour: '4', capacity: '1', reservedFor: '', cycle: '1', anchor: writeDate(today) },
    ...{ onHoliday: '', firstDay: writeDate(today), lastDay: '', note: '' },
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

function typeHours({ from, to, slotsPerHour, slotMinutes, capacity = 1, reserved }: Partial<Opening>) {
  const rate = slotsPerHour ?? (slotMinutes === undefined ? '' : 60 / slotMinutes);
  return {
    ...{ from: from ?? '', to: to ?? '', slotsPerHour: String(rate), capacity: String(capacity) },
    reservedFor: reserved?.for ?? '',
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
  }
  if (typed.kind !== 'opening') wants('first', readDate(typed.firstDay) !== undefined, t.wrongDate);
  if (typed.kind === 'closure')
    wants('last', typed.lastDay === '' || readDate(typed.lastDay) !== undefined, t.wrongDate);
  if (typed.kind === 'opening' && Number(typed.cycle) > 1)
    wants('anchor', readDate(typed.anchor) !== undefined, t.wrongDate);
  return faults;
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
  const { slotMinutes, slotsPerHour, reserved, rotation, onHoliday, reason, ...rest } = (former ??
    {}) as Partial<Opening>;
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
