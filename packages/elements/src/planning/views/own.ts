import type { BusyTime, OwnException, OwnPlanning, OwnRange } from '@relais/sdk/planning';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { selectField } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { cleanDate, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField, textField, wholeNumberField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { AwayState, Desk, OwnOpeningState, PeriodState } from '../shared/desk.ts';
import { clashesAt, sayBusy, wallHours, wallStretch } from '../shared/busy.ts';
import { sayException, sayTime } from '../shared/say.ts';
import { readTime } from '../shared/typed-range.ts';

/** Shown at once; the rest is a press away. */
const SHOWN = 5;

/** One’s own coming ranges, with what one may say oneself of each. */
export function drawOwn(desk: Desk): TemplateResult | typeof nothing {
  const { t, own } = desk;
  if (!own) return nothing;
  const { ranges, may, practices, exceptions } = own;
  const [shown, rest] = [ranges.slice(0, SHOWN), ranges.slice(SHOWN)];
  const actions = [
    ...(may.includes('close') && ranges.length > 0 ? [button(t.periodAway, () => openPeriod(desk, own))] : []),
    ...(may.includes('open') && practices.length > 0 ? [button(t.ownOpen, () => openOwn(desk, own))] : []),
  ];
  return html`<h3>${t.ownRanges}</h3>
    ${ranges.length === 0 ? html`<p class="quiet">${t.agendaEmpty}</p>` : listOf(desk, own, shown)}
    ${
      rest.length === 0
        ? nothing
        : html`<details>
            <summary>${t.ownMore(rest.length)}</summary>
            ${listOf(desk, own, rest)}
          </details>`
    }
    ${may.length === 0 ? html`<p class="quiet">${t.ownNotAllowed}</p>` : nothing}
    ${actions.length === 0 ? nothing : html`<div class="actions">${actions}</div>`}
    ${exceptions.length === 0 ? nothing : exceptionsOf(desk, own)}`;
}

function listOf(desk: Desk, { may }: OwnPlanning, ranges: readonly OwnRange[]): TemplateResult {
  const { t } = desk;
  return html`<ul role="list" class="lines">
    ${ranges.map((range) => {
      const words = sayRange(desk, range);
      const isShared = may.includes('close') && !range.isAlone;
      return html`<li>
        <span
          ><span>${words}</span>
          ${clashOf(desk, clashesAt(ownBusy(desk), wallHours(range)), range.startLocal.slice(0, 10))}
          ${isShared ? html`<small class="quiet">${t.ownShared}</small>` : nothing}</span
        >
        ${
          may.includes('close') && range.isAlone
            ? button(
                t.cannot,
                () => desk.flow.go({ name: 'away', ranges: [range], shared: 0, note: '' }),
                'link',
                words,
              )
            : nothing
        }
      </li>`;
    })}
  </ul>`;
}

function sayRange(
  desk: Pick<Desk, 't' | 'format'>,
  { startLocal, endLocal, practice, seats, booked }: OwnRange,
): string {
  const { t, format } = desk;
  const hours = t.range(format.atWall(startLocal), sayTime(desk, endLocal.slice(11, 16)));
  return t.ownRange(hours, practice, seats, booked);
}

function ownBusy({ busy, calendars }: Desk): readonly BusyTime[] {
  return busy?.people.find(({ professional }) => professional === calendars.own?.professional)?.busy ?? [];
}

/** What of one’s own agenda a range meets. */
function clashOf(desk: Desk, clashes: readonly BusyTime[], date: string): TemplateResult | typeof nothing {
  if (clashes.length === 0) return nothing;
  return badge(desk.t.ownBusy(clashes.map((time) => sayBusy(desk, time, date)).join(', ')), 'attention');
}

function exceptionsOf(desk: Desk, { exceptions, practices, today }: OwnPlanning): TemplateResult {
  const { t, format } = desk;
  const places = { practices: practices.map((one) => ({ ...one, siteId: '' })), openings: [] };
  const territory = {
    formatVersion: 'csnp-territory/1',
    timezone: '',
    holidayCalendar: 'FR-metropole',
    ...places,
  } as const;
  const sayer = { t, format, today, territory, former: territory };
  return html`<h3>${t.ownExceptions}</h3>
    <ul role="list" class="lines">
      ${exceptions.map((one) => {
        const words = sayException(sayer, one.exception);
        return html`<li>
          <span>${words}</span>
          ${button(t.takeBack, () => takeBack(desk, one), 'link', words)}
        </li>`;
      })}
    </ul>`;
}

function takeBack(desk: Desk, { id }: OwnException): void {
  void desk.flow.run(async () => {
    await attempt(desk, async () => {
      await desk.api.takeBackOwn(id);
      return desk.t.ownTakenBack;
    });
    desk.flow.focus('heading');
  });
}

/** Ranges in which one cannot be there, and what becomes of whoever has booked, before it is said. */
export function drawAway(desk: Desk, state: AwayState): TemplateResult {
  const { t, flow } = desk;
  const { ranges, shared, note } = state;
  const booked = ranges.reduce((sum, range) => sum + range.booked, 0);
  const fields = html`<ul>
      ${ranges.map((range) => html`<li>${sayRange(desk, range)}</li>`)}
    </ul>
    ${shared === 0 ? nothing : html`<p>${t.periodShared(shared)}</p>`}
    <p class="notice" part="notice">${booked === 0 ? t.awayNobody : t.awayBooked(booked)}</p>
    ${textField(t, {
      ...{ id: 'note', label: t.note, help: t.reasonHelp, need: 'optional', value: note, longest: 300 },
      type: (text) => flow.update({ ...state, note: text }),
    })}
    <div class="actions">${submitButton(t.cannotNow)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.cannot)}
    <p>${t.awayText}</p>
    ${form(t, [], fields, () => closeRanges(desk, state))}`;
}

function closeRanges(desk: Desk, { ranges, note }: AwayState): void {
  const { t, flow, api } = desk;
  void flow.run(async () => {
    await attempt(desk, async () => {
      const { toCall } = await api.closeOwn({
        ranges: ranges.map(({ practiceId, start }) => ({ practiceId, start })),
        reason: [t.ownAbsence, note.trim()].filter(Boolean).join(', '),
      });
      return t.ownClosed(toCall);
    });
    flow.replace({ name: 'ready' });
  });
}

/** What is done, then what there is. What is no more as it was shown has been changed by somebody else: it is shown anew. @param work gives what to say */
async function attempt(desk: Desk, work: () => Promise<string>): Promise<void> {
  let said = desk.t.ownChanged;
  try {
    said = await work();
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code !== 'not-found' && code !== 'invalid-request') throw error;
  }
  await readOwn(desk);
  desk.say(said);
}

async function readOwn(desk: Desk): Promise<void> {
  [desk.own, desk.calendars] = await Promise.all([desk.api.own(), desk.api.calendars()]);
}

function openPeriod({ flow }: Desk, { today }: OwnPlanning): void {
  flow.go({ name: 'period', first: writeDate(today), last: '', faults: [] });
}

/** Days on which one is not there. */
export function drawPeriod(desk: Desk, state: PeriodState): TemplateResult {
  const { t, flow } = desk;
  const { first, last, faults } = state;
  const faultOf = (id: string) => faults.find((fault) => fault.id === id)?.text;
  const day = (id: 'first' | 'last', label: string, value: string) =>
    dateField(t, {
      ...{ id, label, help: t.dateHelp, value, clean: cleanDate, fault: faultOf(id) },
      type: (text) => flow.update({ ...state, [id]: text }),
    });
  const fields = html`${day('first', t.firstDay, first)} ${day('last', t.lastDay, last)}
    <div class="actions">${submitButton(t.goOn)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.periodAway)} ${form(t, faults, fields, () => choosePeriod(desk, state))}`;
}

function choosePeriod({ t, flow, own }: Desk, state: PeriodState): void {
  const [first, last] = [readDate(state.first), readDate(state.last || state.first)];
  const refuse = (id: string, text: string) => {
    flow.update({ ...state, faults: [{ id, text }] });
    flow.focus('summary');
  };
  if (first === undefined) return refuse('first', t.wrongDate);
  if (last === undefined || last < first) return refuse('last', t.wrongDate);
  const isThen = ({ startLocal }: OwnRange) => startLocal.slice(0, 10) >= first && startLocal.slice(0, 10) <= last;
  const ranges = (own?.ranges ?? []).filter(isThen);
  const alone = ranges.filter(({ isAlone }) => isAlone);
  if (alone.length === 0) return refuse('first', ranges.length > 0 ? t.ownShared : t.noRangeThen);
  flow.go({ name: 'away', ranges: alone, shared: ranges.length - alone.length, note: '' });
}

function openOwn({ flow }: Desk, { practices }: OwnPlanning): void {
  const typed = { practiceId: practices[0]?.id ?? '', date: '', from: '', to: '', capacity: '1' };
  flow.go({ name: 'own-opening', typed, faults: [] });
}

/** A range more, of four slots an hour. */
export function drawOwnOpening(desk: Desk, state: OwnOpeningState): TemplateResult {
  const { t, flow, own } = desk;
  const { typed, faults } = state;
  const practices = own?.practices ?? [];
  const set = (changes: Partial<OwnOpeningState['typed']>) =>
    flow.update({ ...state, typed: { ...typed, ...changes } });
  const faultOf = (id: string) => faults.find((fault) => fault.id === id)?.text;
  const time = (id: 'from' | 'to', label: string) =>
    textField(t, {
      ...{ id, label, help: t.timeHelp, value: typed[id], fault: faultOf(id) },
      type: (text) => set({ [id]: text }),
    });
  const fields = html`${
      practices.length > 1
        ? selectField(t, {
            ...{ id: 'who', label: t.practice, chosen: typed.practiceId },
            options: practices.map(({ id, name }) => ({ value: id, text: name })),
            choose: (practiceId) => set({ practiceId }),
          })
        : nothing
    }
    ${dateField(t, {
      ...{
        id: 'date',
        label: t.dayLabel,
        help: t.dateHelp,
        value: typed.date,
        clean: cleanDate,
        fault: faultOf('date'),
      },
      type: (date) => set({ date }),
    })}
    <div class="pair">${time('from', t.from)} ${time('to', t.to)}</div>
    <div role="status">${clashOf(desk, typedClashes(desk, state), readDate(typed.date) ?? '')}</div>
    ${wholeNumberField(t, {
      ...{ id: 'capacity', label: t.capacity, help: t.ownOpenHelp, value: typed.capacity, fault: faultOf('capacity') },
      type: (capacity) => set({ capacity: capacity.trim() }),
    })}
    <div class="actions">${submitButton(t.openNow)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.ownOpen)} ${form(t, faults, fields, () => openRange(desk, state))}`;
}

/** What of one’s own agenda the range meets that is typed so far. */
function typedClashes(desk: Desk, { typed }: OwnOpeningState): BusyTime[] {
  const [date, from, to] = [readDate(typed.date), readTime(typed.from), readTime(typed.to)];
  if (date === undefined || from === undefined || to === undefined) return [];
  return clashesAt(ownBusy(desk), wallStretch(date, from, to));
}

function openRange(desk: Desk, state: OwnOpeningState): void {
  const { t, flow, api } = desk;
  const { practiceId, capacity } = state.typed;
  const [date, from, to] = [readDate(state.typed.date), readTime(state.typed.from), readTime(state.typed.to)];
  const refuse = (faults: OwnOpeningState['faults']) => {
    flow.update({ ...state, faults });
    flow.focus('summary');
  };
  const faults = [
    ...(date === undefined ? [{ id: 'date', text: t.wrongDate }] : []),
    ...(from === undefined ? [{ id: 'from', text: t.wrongTime }] : []),
    ...(to === undefined ? [{ id: 'to', text: t.wrongTime }] : []),
    ...(/^([1-9]|1\d|20)$/.test(capacity) ? [] : [{ id: 'capacity', text: t.ownCapacity }]),
  ];
  if (date === undefined || from === undefined || to === undefined || faults.length > 0) return refuse(faults);
  void flow.run(async () => {
    try {
      await api.openOwn({ practiceId, date, from, to, capacity: Number(capacity), reason: t.ownOpening });
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === 'territory-invalid') return refuse([{ id: 'from', text: t.ownOverlap }]);
      if (code === 'invalid-request') return refuse([{ id: 'date', text: t.ownTooFar }]);
      throw error;
    }
    await readOwn(desk);
    flow.replace({ name: 'ready' });
    desk.say(t.ownOpened);
  });
}
