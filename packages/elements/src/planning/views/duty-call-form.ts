import type { TemplateResult } from 'lit';
import { boxesField, selectField } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { cleanDate, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField, textField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { isBusyFor, personOf } from '../shared/busy.ts';
import type { Desk } from '../shared/desk.ts';
import { mondayOf, nameOfRange, suggestClosing, type DutyCallState } from '../shared/duty-calls.ts';
import { sayDate } from '../shared/say.ts';
import { sayRange } from '../shared/say-range.ts';
import { readAgenda } from './agenda.ts';

/** Of what is said beside a call; the backend takes no more. */
const LONGEST_WORD = 280;
const MOST_RANGES = 40;

/** A new call, to everybody among the volunteers until somebody is left out. */
export function startDutyCall(desk: Desk): void {
  const { flow, duties, client } = desk;
  void flow.run(async () => {
    await Promise.all([duties.read(client), duties.readRanges(client), readAgenda(desk)]);
    const volunteers = (duties.list?.volunteers ?? []).map(({ id }) => id);
    const week = mondayOf(duties.ranges[0]?.serviceDate ?? desk.sayer.today);
    flow.go({ name: 'dutyCall', week, ranges: [], volunteers, closes: undefined, word: '', faults: [] });
  });
}

export function drawDutyCallForm(desk: Desk, state: DutyCallState): TemplateResult {
  const { t, flow, sayer, duties } = desk;
  const { week, ranges, volunteers, word, faults } = state;
  const set = (changes: Partial<DutyCallState>) => flow.update({ ...state, ...changes, faults: [] });
  const faultOf = (id: string) => faults.find((fault) => fault.id === id)?.text;
  const weeks = [...new Set(duties.ranges.map(({ serviceDate }) => mondayOf(serviceDate)))];
  const shown = duties.ranges.filter(({ serviceDate }) => mondayOf(serviceDate) === week);
  const people = duties.list?.volunteers ?? [];
  const fields = html`<p>${t.dutyFormText}</p>
    ${selectField(t, {
      ...{ id: 'duty-week', label: t.dutyWeek, chosen: week },
      options: weeks.map((monday) => ({ value: monday, text: t.weekOf(sayDate(sayer, monday)) })),
      choose: (monday) => set({ week: monday }),
    })}
    ${boxesField(t, {
      ...{ id: 'duty-ranges', label: t.dutyRanges, help: t.rangesChosen(ranges.length), chosen: ranges },
      fault: faultOf('duty-ranges'),
      options: shown.map((range) => ({
        value: nameOfRange(range),
        text: sayRange(desk, range),
        ...(range.onDuty.length > 0 && { help: t.alreadyOnDuty, isFixed: true }),
      })),
      tick: (name, isTicked) => set({ ranges: isTicked ? [...ranges, name] : ranges.filter((one) => one !== name) }),
    })}
    ${boxesField(t, {
      ...{ id: 'duty-volunteers', label: t.dutyVolunteers, chosen: volunteers, fault: faultOf('duty-volunteers') },
      options: people.map(({ id, name, hasMail }) => ({
        ...{ value: id, text: name, help: [hasMail ? t.byMail : t.byLink, ...busyOn(desk, state, id)].join(', ') },
      })),
      tick: (id, isTicked) =>
        set({ volunteers: isTicked ? [...volunteers, id] : volunteers.filter((one) => one !== id) }),
    })}
    ${dateField(t, {
      ...{ id: 'duty-closes', label: t.dutyCloses, help: t.dutyClosesHelp, value: closingOf(desk, state) },
      ...{ clean: cleanDate, fault: faultOf('duty-closes'), type: (closes: string) => set({ closes }) },
    })}
    ${textField(t, {
      ...{ id: 'duty-word', label: t.dutyWord, help: t.dutyWordHelp, need: 'optional' as const, value: word },
      ...{ longest: LONGEST_WORD, type: (text: string) => set({ word: text }) },
    })}
    <div class="actions">${submitButton(t.sendDutyCall)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.askWhoCan)} ${form(t, faults, fields, () => send(desk, state))}`;
}

/** On how many of the chosen ranges somebody is busy by their own agenda. */
function busyOn({ t, busy, duties }: Desk, { ranges }: DutyCallState, volunteer: string): string[] {
  const person = personOf(busy, volunteer);
  const chosen = duties.ranges.filter((range) => ranges.includes(nameOfRange(range)));
  const clashes = person ? chosen.filter((range) => isBusyFor(person, range)).length : 0;
  return clashes === 0 ? [] : [t.busyOnRanges(clashes)];
}

function closingOf({ sayer, duties }: Desk, { closes, ranges }: DutyCallState): string {
  if (closes !== undefined) return closes;
  const dates = duties.ranges.filter((range) => ranges.includes(nameOfRange(range))).map((range) => range.serviceDate);
  return dates.length === 0 ? '' : writeDate(suggestClosing(dates, sayer.today));
}

function send(desk: Desk, state: DutyCallState): void {
  const { t, flow, duties, client, sayer } = desk;
  const chosen = duties.ranges.filter((range) => state.ranges.includes(nameOfRange(range)));
  const closes = readDate(closingOf(desk, state)) ?? '';
  const first = chosen.map(({ serviceDate }) => serviceDate).sort()[0] ?? closes;
  const faults: FieldFault[] = [
    ...(chosen.length === 0 ? [{ id: 'duty-ranges', text: t.noRangeChosen }] : []),
    ...(chosen.length > MOST_RANGES ? [{ id: 'duty-ranges', text: t.tooManyRanges(MOST_RANGES) }] : []),
    ...(state.volunteers.length === 0 ? [{ id: 'duty-volunteers', text: t.noVolunteerChosen }] : []),
    ...(closes < sayer.today || closes > first ? [{ id: 'duty-closes', text: t.wrongClosing }] : []),
  ];
  if (faults.length > 0) return refuse(desk, state, faults);
  const word = state.word.trim();
  void flow.run(async () => {
    const api = await duties.api(client);
    try {
      await api.open({
        ranges: chosen.map(({ practiceId, serviceDate, start }) => ({ practiceId, serviceDate, start })),
        ...{ volunteers: [...state.volunteers], closes, ...(word && { word }) },
      });
    } catch (error) {
      const fault = faultOf(desk, (error as { readonly code?: string }).code);
      if (!fault) throw error;
      // The planning or its volunteers have changed since they were read: what is left of what was chosen stays chosen.
      await Promise.all([duties.read(client), duties.readRanges(client)]);
      return refuse(desk, leftOf(desk, state), [fault]);
    }
    await duties.read(client);
    flow.replace({ name: 'ready' });
    desk.say(t.dutyCallSent);
  });
}

function faultOf({ t }: Desk, code: string | undefined): FieldFault | undefined {
  switch (code) {
    case 'duty-range-gone':
      return { id: 'duty-ranges', text: t.dutyRefusals[code] };
    case 'duty-volunteer-gone':
      return { id: 'duty-volunteers', text: t.dutyRefusals[code] };
    case 'too-many-duty-calls':
    case 'duty-page-missing':
      return { id: 'duty-ranges', text: code === 'duty-page-missing' ? t.dutyNoPage : t.tooManyCalls };
    default:
      return undefined;
  }
}

function leftOf({ duties }: Desk, state: DutyCallState): DutyCallState {
  const names = new Set(duties.ranges.map(nameOfRange));
  const ids = new Set(duties.list?.volunteers.map(({ id }) => id));
  return {
    ...state,
    ranges: state.ranges.filter((name) => names.has(name)),
    volunteers: state.volunteers.filter((id) => ids.has(id)),
  };
}

function refuse({ flow }: Desk, state: DutyCallState, faults: readonly FieldFault[]): void {
  flow.update({ ...state, faults });
  flow.focus('summary');
}
