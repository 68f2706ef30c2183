import type { WaitingEntries, WaitingEntry } from '@relais/sdk';
import type { EntryDecision } from '@relais/sdk/waiting-list';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { choiceField } from '../../ui/fields/chosen.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { formatPhone } from '../../ui/fields/reading.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button, type Part } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { MenuItem } from '../../ui/menu/menu-controller.ts';
import { birth, listedName } from '../../ui/person/person.ts';
import { table } from '../../ui/table/table.ts';
import { labelOf, type ListsDesk } from './desk.ts';
import { createPersonDraft, personFaults, personFields, readPerson } from './person-form.ts';
import { sayRule } from './rule-words.ts';

export interface People {
  readonly shown: WaitingEntries;
  /** What was not done, in words. */
  readonly refusal: string | undefined;
  readonly decide: (entry: WaitingEntry, decision: EntryDecision) => unknown;
  readonly showMore: () => unknown;
}

/** Who waits, in the order they are seen: with which priority, since when, and why. */
export function renderPeople(desk: ListsDesk, people: People): TemplateResult {
  const { t } = desk;
  const { count, entries } = people.shown;
  return html`${refusalOf(people)}
  ${
    count === 0
      ? emptyState(t.nobodyListed, t.nobodyListedText)
      : html`${table(t, {
          id: 'entries',
          caption: t.orderSaid,
          rows: entries,
          keyOf: ({ id }) => id,
          columns: [
            { id: 'person', title: t.colPerson, cell: (entry) => personCell(desk, entry) },
            { id: 'priority', title: t.colPriority, cell: (entry) => priority(desk, entry) },
            {
              id: 'since',
              title: t.colSince,
              cell: (entry) => html`<span translate="no">${desk.dayOf(entry.addedAt)}</span>`,
            },
            { id: 'why', title: t.colWhy, cell: (entry) => why(desk, entry) },
          ],
          actions: (entry) => deeds(desk, people, entry),
        })}
        ${moreOf(desk, people)}`
  }`;
}

/** Why a decision was not taken. */
export function refusalOf({ refusal }: People): Part {
  if (refusal === undefined) return nothing;
  return html`<p class="notice refusal" part="notice" role="alert" id="refusal" tabindex="-1">${refusal}</p>`;
}

/** How many are shown of all, and the way to the next. */
export function moreOf({ t }: ListsDesk, { shown: { count, entries, next }, showMore }: People): Part {
  if (next === undefined) return nothing;
  return html`<p class="more">
    <span class="quiet">${t.shownOf(entries.length, count)}</span>
    ${button(t.showMore, showMore)}
  </p>`;
}

export function nameOf({ t }: ListsDesk, { familyName, givenName }: WaitingEntry): string {
  return familyName === undefined || givenName === undefined ? t.unnamed : listedName({ familyName, givenName });
}

export function personCell(desk: ListsDesk, entry: WaitingEntry): TemplateResult {
  const { t, today } = desk;
  const { birthDate, phone, email, laterPhone, laterEmail } = entry;
  return html`<span class="value">
    <span class="name" translate="no">${nameOf(desk, entry)}</span>
    ${birthDate === undefined ? nothing : html`<small class="quiet">${birth(t, birthDate, today)}</small>`}
    ${phone === undefined ? nothing : telephone(t.call(formatPhone(phone)), phone)}
    ${email === undefined ? nothing : html`<small translate="no">${email}</small>`}
    ${laterPhone === undefined ? nothing : html`<small>${t.laterContact} ${telephone(t.call(formatPhone(laterPhone)), laterPhone)}</small>`}
    ${laterEmail === undefined ? nothing : html`<small>${t.laterContact} <span translate="no">${laterEmail}</span></small>`}
  </span>`;
}

function telephone(label: string, phone: string): TemplateResult {
  return html`<a href="tel:${phone}" class="phone" translate="no" aria-label=${label}>${formatPhone(phone)}</a>`;
}

function priority(desk: ListsDesk, { priority: code, longTermIllness, fragile }: WaitingEntry): TemplateResult {
  const { t, list } = desk;
  return html`<span class="class">${labelOf(desk, list.priorities, code)}</span>
    ${longTermIllness === 'yes' ? badge(t.longTermIllness) : nothing} ${fragile === 'yes' ? badge(t.fragile) : nothing}`;
}

function why(desk: ListsDesk, { source, rule }: WaitingEntry): TemplateResult {
  const { t } = desk;
  return html`<span>${t.sources[source]}</span>
    ${rule ? html`<small class="quiet">${sayRule(desk, rule)}</small>` : nothing}`;
}

function deeds(desk: ListsDesk, { decide }: People, entry: WaitingEntry): Part {
  const { t, list, menu } = desk;
  const who = nameOf(desk, entry);
  const leave: MenuItem[] = list.outcomes.map(({ code, label }) => ({
    label: label[desk.language],
    press: () => decide(entry, { kind: 'leave', outcome: code }),
  }));
  const others = list.priorities.filter(({ code }) => code !== entry.priority);
  const change: MenuItem[] = others.map(({ code, label }) => ({
    label: label[desk.language],
    press: () => decide(entry, { kind: 'prioritise', priority: code }),
  }));
  return html`<div class="deeds">
    ${change.length ? menu.render(`priority-${entry.id}`, t.changePriority, change, who) : nothing}
    ${menu.render(`leave-${entry.id}`, t.leave, leave, who)}
  </div>`;
}

/** What is said of a decision, once it is done. */
export function sayDecision(desk: ListsDesk, entry: WaitingEntry, decision: EntryDecision): string {
  const { t, list } = desk;
  const who = nameOf(desk, entry);
  switch (decision.kind) {
    case 'leave':
      return t.hasLeft(who, labelOf(desk, list.outcomes, decision.outcome));
    case 'prioritise':
      return t.isPrioritised(who, labelOf(desk, list.priorities, decision.priority));
    case 'return':
      return t.isBack(who);
  }
}

/** Somebody the desk puts on the list: names, date of birth, how to be reached, and what helps to decide whom to see first. */
export function openAddForm(desk: ListsDesk): void {
  const { t, list, calls } = desk;
  const id = calls.createId();
  const draft = createPersonDraft();
  const asked = { priority: list.priorities.at(-1)?.code ?? '', longTermIllness: 'unknown', fragile: 'unknown' };
  const choose = (name: keyof typeof asked, label: string, options: readonly { value: string; text: string }[]) =>
    choiceField(t, {
      ...{ id: name, label, options, isRow: true, chosen: asked[name] },
      choose: (value) => {
        asked[name] = value;
        desk.redraw();
      },
    });
  const flags = (['yes', 'no', 'unknown'] as const).map((value) => ({ value, text: t.flags[value] }));
  openForm(formDesk(desk), {
    title: t.addTitle(list.label[desk.language]),
    submit: t.addSubmit,
    fields: (faultOf) =>
      html`${personFields(t, draft, faultOf)}
      ${choose(
        'priority',
        t.colPriority,
        list.priorities.map(({ code, label }) => ({ value: code, text: label[desk.language] })),
      )}
      ${choose('longTermIllness', t.longTermIllnessLong, flags)} ${choose('fragile', t.fragileLong, flags)}`,
    check: () => personFaults(t, draft),
    send: () => calls.add(list.code, { id, ...readPerson(draft), ...(asked as { priority: string; fragile: 'yes' }) }),
    fieldOf: (path): FieldFault | undefined =>
      path === 'birthDate' ? { id: path, text: t.wrongBirthDate } : undefined,
    done: () => t.added(listedName(draft)),
  });
}

/** The lists' desk as a form sees it. */
export function formDesk(desk: Omit<ListsDesk, 'list'>) {
  return {
    t: desk.t,
    flow: desk.flow,
    dialog: desk.dialog,
    redraw: () => desk.redraw(),
    done: (text: string) => desk.done(text),
  };
}
