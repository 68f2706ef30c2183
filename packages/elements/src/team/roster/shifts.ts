import { boxesField, selectField } from '../../ui/fields/chosen.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { cleanDate, cleanPhone, formatPhone, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField, telephoneField, textField, type TypedField } from '../../ui/fields/typed.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { html } from '../../ui/html.ts';
import { shiftsOf } from '../shared/calls.ts';
import type { Desk } from '../shared/desk.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { hasLeft, nameOf } from '../shared/people.ts';

/** Further than a roster reaches: one that is planned longer is planned twice. */
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;
const RANKS = [1, 2, 3];

/** The same hours on some days of the week: what a roster is made of. */
export function openShifts(desk: Desk, protocol: string): void {
  const { t, team, language, timezone } = desk;
  if (!team) return;
  const delegators = team.members.filter((person) =>
    person.memberships.some(
      (membership) => membership.function === 'delegator' && !hasLeft({ person, membership }, team.on),
    ),
  );
  const first =
    delegators.find(({ memberships }) => memberships.some((one) => one.protocol === protocol)) ?? delegators[0];
  const phoneOf = (id: string) => {
    const phone = delegators.find(({ professional }) => professional === id)?.phone;
    return phone === undefined ? '' : formatPhone(phone);
  };
  const draft = {
    professional: first?.professional ?? '',
    from: writeDate(team.on),
    to: writeDate(team.on),
    start: '08:00',
    end: '20:00',
    phone: phoneOf(first?.professional ?? ''),
    rank: '1',
    weekdays: new Set(['0', '1', '2', '3', '4']),
    protocols: new Set<string>(),
  };
  type TextName = 'from' | 'to' | 'start' | 'end' | 'phone';
  const typed = (id: TextName, label: string, faultOf: (id: string) => string | undefined): TypedField => ({
    id,
    label,
    need: 'required',
    value: draft[id],
    type: (value) => (draft[id] = value),
    fault: faultOf(id),
  });
  const tick = (set: Set<string>) => (value: string, isTicked: boolean) => {
    if (isTicked) set.add(value);
    else set.delete(value);
    desk.redraw();
  };
  /** 1 January 2024 was a Monday. */
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const shifts = () => {
    const [from, to] = [readDate(draft.from) ?? team.on, readDate(draft.to) ?? team.on];
    const plan = { from, to, weekdays: [...draft.weekdays].map(Number), timezone };
    return shiftsOf(
      { ...plan, start: readTime(draft.start) ?? '', end: readTime(draft.end) ?? '' },
      {
        professional: draft.professional,
        phone: draft.phone,
        rank: Number(draft.rank),
        ...(draft.protocols.size > 0 && { protocols: [...draft.protocols] }),
      },
    );
  };
  openForm(desk, {
    title: t.addShifts,
    submit: t.save,
    fields: (faultOf) =>
      delegators.length === 0
        ? emptyState(t.noDelegators, t.noDelegatorsText)
        : html`${selectField(t, {
              id: 'professional',
              label: t.shiftWho,
              need: 'required',
              options: delegators.map((one) => ({ value: one.professional, text: nameOf(one) })),
              chosen: draft.professional,
              choose: (value) => {
                draft.professional = value;
                draft.phone = phoneOf(value);
                desk.redraw();
              },
              fault: faultOf('professional'),
            })}
            <div class="pair">
              ${dateField(t, { ...typed('from', t.from, faultOf), help: t.today, clean: cleanDate })}
              ${dateField(t, { ...typed('to', t.until, faultOf), help: t.today, clean: cleanDate })}
              ${textField(t, { ...typed('start', t.shiftStart, faultOf), help: t.timeHelp, clean: readTime })}
              ${textField(t, { ...typed('end', t.shiftEnd, faultOf), help: t.nextDayHelp, clean: readTime })}
            </div>
            ${boxesField(t, {
              id: 'weekdays',
              label: t.weekdays,
              need: 'required',
              isRow: true,
              options: Array.from({ length: 7 }, (_, day) => ({
                value: String(day),
                text: weekday.format(new Date(Date.UTC(2024, 0, 1 + day))),
              })),
              chosen: [...draft.weekdays],
              tick: tick(draft.weekdays),
              fault: faultOf('weekdays'),
            })}
            <div class="pair">
              ${telephoneField(t, { ...typed('phone', t.phone, faultOf), clean: cleanPhone })}
              ${selectField(t, {
                id: 'rank',
                label: t.shiftRank,
                options: RANKS.map((rank) => ({ value: String(rank), text: t.rank(rank) })),
                chosen: draft.rank,
                choose: (value) => (draft.rank = value),
              })}
            </div>
            ${boxesField(t, {
              id: 'shift-protocols',
              label: t.protocols,
              help: t.allProtocolsHelp,
              need: 'optional',
              options: team.protocols.map(({ id, title }) => ({ value: id, text: title })),
              chosen: [...draft.protocols],
              tick: tick(draft.protocols),
              fault: faultOf('shift-protocols'),
            })}`,
    check: () => {
      const fault = (isWrong: boolean, id: string, text: string): FieldFault[] => (isWrong ? [{ id, text }] : []);
      const [from, to] = [readDate(draft.from), readDate(draft.to)];
      const isFar = from !== undefined && to !== undefined && Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS;
      return [
        ...fault(from === undefined, 'from', t.wrongDate),
        ...fault(to === undefined, 'to', t.wrongDate),
        ...fault(from !== undefined && to !== undefined && to < from, 'to', t.tooEarly(draft.from)),
        ...fault(isFar, 'to', t.tooLong(MOST_DAYS)),
        ...fault(!readTime(draft.start), 'start', t.wrongTime),
        ...fault(!readTime(draft.end), 'end', t.wrongTime),
        ...fault(draft.weekdays.size === 0, 'weekdays', t.wrongWeekdays),
        ...fault(!cleanPhone(draft.phone), 'phone', t.wrongPhone),
        ...fault(!isFar && !hasDay(from, to, draft.weekdays), 'weekdays', t.noSuchWeekday),
      ];
    },
    send: () => desk.calls.changeRoster({ add: shifts(), remove: [] }),
    fieldOf: (path) => (path.includes('protocols') ? { id: 'shift-protocols', text: t.notTheirProtocol } : undefined),
    done: () => t.shiftsAdded,
    part: { professional: draft.professional },
  });
}

/** `8`, `8h30`, `08:30` → `08:30` */
function readTime(text: string): string | undefined {
  const parts = /^\s*(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?\s*$/i.exec(text);
  if (!parts) return undefined;
  const [hours = '', minutes = '00'] = parts.slice(1);
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}

/** Whether one of these days of the week is between two dates. */
function hasDay(from: string | undefined, to: string | undefined, weekdays: ReadonlySet<string>): boolean {
  if (from === undefined || to === undefined || weekdays.size === 0) return true;
  for (let time = Date.parse(from), days = 0; time <= Date.parse(to) && days < 7; time += DAY_MS, days += 1)
    if (weekdays.has(String((new Date(time).getUTCDay() + 6) % 7))) return true;
  return false;
}
