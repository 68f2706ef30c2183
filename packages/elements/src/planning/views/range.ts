import type { Audience, Opening } from '@relais/sdk';
import type { PlannedDay, TerritoryException } from '@relais/sdk/planning';
import { nothing, type TemplateResult } from 'lit';
import { boxesField, selectField } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { cleanDate, readDate } from '../../ui/fields/reading.ts';
import { dateField, textField, wholeNumberField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Territory, Weekday } from '@relais/sdk';
import { clashesAt, nameOf, peopleOf, sayBusy, wallStretch } from '../shared/busy.ts';
import type { Desk, RangeState } from '../shared/desk.ts';
import type { Outlook } from '../shared/draft.ts';
import { sayPracticeAtPlace, saySite, WEEKDAYS } from '../shared/say.ts';
import { faultsOf, readRange, readTime, type TypedRange } from '../shared/typed-range.ts';
import { change } from './plan.ts';
import { preview, problemsOf } from './preview.ts';

/** One range as it is typed, beside what the coming weeks would then be. */
export function drawRange(desk: Desk, state: RangeState): TemplateResult {
  const { t, flow, plan } = desk;
  const { typed, faults } = state;
  const titles = { opening: t.formOpening, closure: t.formClosure, extra: t.formExtra };
  const isComplete = faultsOf(t, typed).length === 0;
  const outlook = plan.lookAt(isComplete ? candidateOf(desk, state) : plan.territory);
  const set = (changes: Partial<TypedRange>) => flow.update({ ...state, typed: { ...typed, ...changes } });
  const faultOf = (id: string) => faults.find((fault) => fault.id === id)?.text;
  const fields = html`${whoField(desk, typed, set)}
    ${typed.kind === 'opening' ? daysField(desk, typed, set, faultOf('days')) : dateFields(desk, typed, set, faultOf)}
    ${timeFields(desk, typed, set, faultOf)}
    ${typed.kind === 'closure' ? nothing : html`${pauseFields(desk, typed, set, faultOf)} ${seatFields(desk, typed, set, faultOf)}`}
    ${typed.kind === 'opening' ? rhythmFields(desk, typed, set, faultOf) : noteField(desk, typed, set)}
    ${isComplete ? html`${problemsOf(desk, outlook)} ${clashesOf(desk, typed, outlook)}` : nothing}
    <div class="actions">${submitButton(t.save)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(titles[typed.kind])}
    <div class="beside">${form(t, faults, fields, () => keep(desk, state))} ${preview(desk, outlook)}</div>`;
}

/** Said at once; a range of eight weeks may meet very many. */
const MOST_CLASHES = 6;

/** Who of the practice is busy while they would receive, by their own agendas. */
function clashesOf(desk: Desk, typed: TypedRange, { weeks, problems }: Outlook): TemplateResult | typeof nothing {
  const { t, busy } = desk;
  const [from, to] = [readTime(typed.from), readTime(typed.to)];
  const people = peopleOf(busy, typed.practiceId);
  if (typed.kind === 'closure' || from === undefined || to === undefined || problems.length > 0) return nothing;
  const isThen = ({ date }: PlannedDay) =>
    typed.kind === 'extra' ? date === readDate(typed.firstDay) : typed.days.includes(weekdayOf(date));
  const days = weeks
    .flatMap((week) => week.days)
    .filter((day) => isThen(day) && day.sessions.some(({ practiceId }) => practiceId === typed.practiceId));
  const clashes = people.flatMap((person) =>
    days.flatMap(({ date }) => clashesAt(person.busy, wallStretch(date, from, to)).map((time) => ({ person, time }))),
  );
  if (clashes.length === 0) return nothing;
  const rest = clashes.length - MOST_CLASHES;
  return html`<div class="notice" part="notice" role="status">
    <p><strong>${t.busyInRange}</strong></p>
    <ul>
      ${clashes.slice(0, MOST_CLASHES).map(({ person, time }) => html`<li>${t.busyOf(nameOf(person), sayBusy(desk, time))}</li>`)}
      ${rest > 0 ? html`<li>${t.busyMoreOf(rest)}</li>` : nothing}
    </ul>
  </div>`;
}

function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7]!;
}

function keep(desk: Desk, state: RangeState): void {
  const { t, flow } = desk;
  const faults = faultsOf(t, state.typed);
  if (faults.length > 0) {
    flow.update({ ...state, faults });
    return flow.focus('summary');
  }
  const { openings, exceptions } = candidateOf(desk, state);
  change(desk, { openings, ...(exceptions && { exceptions }) });
  flow.back();
}

const candidates = new WeakMap<TypedRange, { readonly of: Territory; readonly made: Territory }>();

/** The draft with what is typed in its place; the same for the same, so that it is looked at once. */
function candidateOf({ plan: { territory } }: Desk, { typed, place }: RangeState): Territory {
  const known = candidates.get(typed);
  if (known?.of === territory) return known.made;
  const made = putRange(territory, typed, place);
  candidates.set(typed, { of: territory, made });
  return made;
}

function putRange(territory: Territory, typed: TypedRange, place: number | undefined): Territory {
  const { openings, exceptions = [] } = territory;
  if (typed.kind === 'opening') {
    const entry = readRange(typed, place === undefined ? undefined : openings[place]) as Opening;
    return { ...territory, openings: put(openings, entry, place) };
  }
  const entry = readRange(typed, place === undefined ? undefined : exceptions[place]) as TerritoryException;
  return { ...territory, exceptions: put(exceptions, entry, place) };
}

function put<Entry>(list: readonly Entry[], entry: Entry, place: number | undefined): Entry[] {
  return place === undefined ? [...list, entry] : list.toSpliced(place, 1, entry);
}

const AUDIENCES: readonly Audience[] = ['CPTS', 'PUBLIC', 'PRO', 'SNP'];

type Set = (changes: Partial<TypedRange>) => void;
type FaultOf = (id: string) => string | undefined;

function whoField(desk: Desk, { kind, practiceId }: TypedRange, set: Set): TemplateResult {
  const { t, sayer, plan } = desk;
  const practices = plan.territory.practices.map(({ id, siteId }) => ({
    value: id,
    text: sayPracticeAtPlace(sayer, id, siteId),
  }));
  const sites = (plan.territory.sites ?? []).map(({ id }) => ({
    value: `site:${id}`,
    text: t.wholeSite(saySite(sayer, id)),
  }));
  return selectField(t, {
    ...{ id: 'who', label: kind === 'closure' ? t.who : t.practice, chosen: practiceId },
    options: kind === 'closure' ? [...sites, ...practices] : practices,
    none: kind === 'closure' ? t.everybody : undefined,
    choose: (value) => set({ practiceId: value }),
  });
}

function daysField({ t }: Desk, { days }: TypedRange, set: Set, fault: string | undefined): TemplateResult {
  return boxesField(t, {
    ...{ id: 'days', label: t.daysLabel, chosen: days, isRow: true, fault },
    options: WEEKDAYS.map((day) => ({ value: day, text: t.days[day] })),
    tick: (day, isTicked) =>
      set({ days: WEEKDAYS.filter((one) => (one === (day as Weekday) ? isTicked : days.includes(one))) }),
  });
}

function dateFields({ t }: Desk, { kind, firstDay, lastDay }: TypedRange, set: Set, faultOf: FaultOf): TemplateResult {
  const first = dateField(t, {
    ...{ id: 'first', label: kind === 'extra' ? t.dayLabel : t.firstDay, help: t.dateHelp, value: firstDay },
    ...{ clean: cleanDate, fault: faultOf('first'), type: (text: string) => set({ firstDay: text }) },
  });
  if (kind === 'extra') return first;
  return html`${first}
  ${dateField(t, {
    ...{ id: 'last', label: t.lastDay, need: 'optional' as const, value: lastDay, clean: cleanDate },
    ...{ fault: faultOf('last'), type: (text: string) => set({ lastDay: text }) },
  })}`;
}

function timeFields({ t }: Desk, { kind, from, to }: TypedRange, set: Set, faultOf: FaultOf): TemplateResult {
  const need = kind === 'closure' ? ('optional' as const) : undefined;
  return html`<div class="pair">
    ${textField(t, {
      ...{ id: 'from', label: t.from, help: t.timeHelp, value: from, clean: readTime, need },
      ...{ fault: faultOf('from'), type: (text: string) => set({ from: text }) },
    })}
    ${textField(t, {
      ...{ id: 'to', label: t.to, help: t.timeHelp, value: to, clean: readTime, need },
      ...{ fault: faultOf('to'), type: (text: string) => set({ to: text }) },
    })}
  </div>`;
}

function pauseFields({ t }: Desk, { pauseFrom, pauseTo }: TypedRange, set: Set, faultOf: FaultOf): unknown {
  if (pauseFrom === 'as-is') return nothing;
  return html`<div class="pair">
    ${textField(t, {
      ...{ id: 'pause-from', label: t.pauseFrom, value: pauseFrom, clean: readTime, need: 'optional' as const },
      ...{ fault: faultOf('pause-from'), type: (text: string) => set({ pauseFrom: text }) },
    })}
    ${textField(t, {
      ...{ id: 'pause-to', label: t.pauseTo, value: pauseTo, clean: readTime, need: 'optional' as const },
      ...{ fault: faultOf('pause-to'), type: (text: string) => set({ pauseTo: text }) },
    })}
  </div>`;
}

function seatFields({ t }: Desk, typed: TypedRange, set: Set, faultOf: FaultOf): TemplateResult {
  return html`<div class="pair">
      ${wholeNumberField(t, {
        ...{ id: 'rate', label: t.slotsPerHour, help: t.slotsPerHourHelp, value: typed.slotsPerHour },
        ...{ fault: faultOf('rate'), type: (text: string) => set({ slotsPerHour: text.trim() }) },
      })}
      ${wholeNumberField(t, {
        ...{ id: 'capacity', label: t.capacity, value: typed.capacity },
        ...{ fault: faultOf('capacity'), type: (text: string) => set({ capacity: text.trim() }) },
      })}
    </div>
    ${boxesField(t, {
      ...{ id: 'audience', label: t.audience, chosen: typed.audiences, fault: faultOf('audience') },
      options: AUDIENCES.map((value) => ({ value, text: t.audiences[value] })),
      tick: (value, isTicked) =>
        set({ audiences: AUDIENCES.filter((one) => (one === value ? isTicked : typed.audiences.includes(one))) }),
    })}
    ${textField(t, {
      ...{ id: 'reserved', label: t.reserved, help: t.reservedHelp, need: 'optional' as const },
      ...{ value: typed.reservedFor, type: (text: string) => set({ reservedFor: text }) },
    })}`;
}

function rhythmFields({ t }: Desk, typed: TypedRange, set: Set, faultOf: FaultOf): TemplateResult {
  const cycles = [2, 3, 4].map((weeks) => ({ value: String(weeks), text: t.oneWeekOf(1, weeks) }));
  const asItIs = typed.cycle === 'as-is' ? [{ value: 'as-is', text: t.asItIs }] : [];
  return html`${selectField(t, {
    ...{ id: 'rhythm', label: t.rhythm, chosen: typed.cycle },
    options: [{ value: '1', text: t.everyWeek }, ...cycles, ...asItIs],
    choose: (cycle) => set({ cycle }),
  })}
  ${
    Number(typed.cycle) > 1
      ? dateField(t, {
          ...{ id: 'anchor', label: t.anchor, help: t.dateHelp, value: typed.anchor, clean: cleanDate },
          ...{ fault: faultOf('anchor'), type: (text: string) => set({ anchor: text }) },
        })
      : nothing
  }
  ${selectField(t, {
    ...{ id: 'holidays', label: t.holidays, none: t.asTerritory, chosen: typed.onHoliday },
    options: Object.entries(t.onHolidays).map(([value, text]) => ({ value, text })),
    choose: (onHoliday) => set({ onHoliday }),
  })}`;
}

function noteField({ t }: Desk, { note }: TypedRange, set: Set): TemplateResult {
  return textField(t, {
    ...{ id: 'note', label: t.note, need: 'optional' as const, value: note },
    type: (text) => set({ note: text }),
  });
}
