import type { HalfDay, Slot } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { selectField, tickBox } from '../../ui/fields/chosen.ts';
import { html } from '../../ui/html.ts';
import { groupByHalfDay } from '@relais/sdk';
import type { StateOf } from '../booking/picker-state.ts';
import { countSeats, groupBySite, isLate, type SiteChoices, type SlotChoice } from '../booking/slot-groups.ts';
import {
  button,
  callStructure,
  folded,
  heading,
  message,
  requestSlot,
  seatLines,
  zoneNote,
  type View,
} from './parts.ts';

type HalfDaySlots = ReturnType<typeof groupByHalfDay<Slot>>[number];

/** Longest journeys a person may set, in minutes. */
const JOURNEYS = [10, 20, 30];

/** The seat: the first that suits in one press, or a list by half-day and place. */
export function seatStep(view: View, { isUnsuited }: StateOf<'ready' | 'moving'>): TemplateResult {
  const { picker, t, f } = view;
  const halfDays = groupByHalfDay(picker.slots);
  const first = groupByHalfDay(picker.slots.filter(({ remaining }) => remaining > 0))[0];
  return html`${
      picker.moving
        ? html`${heading(view, t.moving)}
            <p>${t.movingText(f.at(picker.moving.booking.seat.start))}</p>`
        : heading(view, t.seat, 'seat')
    }
    ${isUnsuited ? html`<p class="notice" part="notice">${t.unsuited}</p>` : nothing}
    ${first ? firstAction(view, first) : noneSuits(view)}
    <h3>${t.list}</h3>
    ${needs(view)} ${halfDays.map((halfDay, index) => (index === 0 ? nearest(view, halfDay) : later(view, halfDay)))}
    ${zoneNote(view, first?.slots[0]?.start)}
    ${button(picker.moving ? t.cancelNo : t.back, () => picker.leaveSeats(), 'link')}`;
}

function firstAction(view: View, { date, halfDay, slots }: HalfDaySlots) {
  const { picker, t } = view;
  const when = t.halfDay(dayName(view, date, halfDay), halfDay);
  return html`<div class="stack tight">
    ${button(t.first(when), () => picker.holdWindow(slots), 'primary')}
    <p class="quiet">${t.firstHint}</p>
  </div>`;
}

function noneSuits(view: View) {
  const { picker, t } = view;
  return html`<div class="notice stack" part="notice">
    <p>${t.filteredOut}</p>
    ${button(t.clearFilters, () => picker.needs.clear())} ${callStructure(view)}
  </div>`;
}

function needs(view: View) {
  const { picker, t } = view;
  const { sites, communes } = picker.structure;
  const { commune, stepFree } = picker.needs.filters;
  const check = (text: string, isTicked: boolean, tick: (isTicked: boolean) => void, isFixed = false) =>
    tickBox({ text, isTicked, tick, isFixed });
  return html`<details ?open=${Boolean(commune ?? (stepFree || picker.needs.equipment.length))}>
    <summary>${t.filters}</summary>
    <div class="stack">
      ${communes.length ? journey(view) : nothing}
      <div>
        ${check(t.stepFree, stepFree === true, (isOn) => picker.needs.set({ stepFree: isOn }))}
        ${[...new Set(sites.flatMap(({ equipment }) => equipment))].map((item) =>
          check(
            t.equipment(item),
            picker.needs.equipment.includes(item),
            (isOn) => picker.needs.wantEquipment(item, isOn),
            picker.needs.requiredEquipment.includes(item),
          ),
        )}
      </div>
    </div>
  </details>`;
}

function journey({ picker, t }: View) {
  const { commune, maxTravelMinutes } = picker.needs.filters;
  const options = picker.structure.communes.map(({ id, name }) => ({ value: id, text: name }));
  const journeys = JOURNEYS.map((minutes) => ({ value: `${minutes}`, text: t.maxTravelUpTo(minutes) }));
  return html`<div class="pair">
    ${selectField(t, {
      id: 'commune',
      label: t.commune,
      none: t.communeAny,
      options,
      chosen: commune,
      choose: (value) =>
        picker.needs.set(value ? { commune: value } : { commune: undefined, maxTravelMinutes: undefined }),
    })}
    ${
      commune
        ? selectField(t, {
            id: 'journey',
            label: t.maxTravel,
            none: t.maxTravelAny,
            options: journeys,
            chosen: `${maxTravelMinutes}`,
            choose: (value) => picker.needs.set({ maxTravelMinutes: Number(value) || undefined }),
          })
        : nothing
    }
  </div>`;
}

function nearest(view: View, halfDay: HalfDaySlots) {
  return html`<section class="stack">${halfDayTitle(view, halfDay)} ${places(view, halfDay)}</section>`;
}

/** Folded, so that weeks of slots do not make a page of many screens; stays open for whoever opened it. */
function later(view: View, halfDay: HalfDaySlots) {
  return folded(view, halfDay.key, halfDayTitle(view, halfDay), places(view, halfDay));
}

function dayName({ picker, f }: View, date: string, halfDay: HalfDay) {
  return f.dayName(date, picker.now, halfDay === 'night');
}

function halfDayTitle(view: View, { date, halfDay, slots }: HalfDaySlots) {
  const { t } = view;
  const day = dayName(view, date, halfDay);
  return html`<h4>
    <span>${t.halfDay(day, halfDay)}</span>
    <small class="quiet">${day.relative ? `${t.halfDayDates(day, halfDay)}, ` : ''}${leftOf(view, slots)}</small>
  </h4>`;
}

/** How many seats are left; none of those others have taken, nor of those whose notice has run out since they were listed. */
function leftOf({ picker, t }: View, slots: readonly Slot[]): string {
  const seats = countSeats(slots);
  if (seats) return t.seats(seats);
  return slots.every((slot) => isLate(slot, picker.now)) ? t.late : t.full;
}

function places(view: View, { slots }: HalfDaySlots) {
  const { structure, needs } = view.picker;
  return groupBySite(slots, structure, needs.filters.commune).map((site) => siteBlock(view, site));
}

function siteBlock(view: View, { site, minutes, choices }: SiteChoices) {
  const { t } = view;
  const facts = [
    site.commune,
    minutes !== undefined && t.travel(minutes),
    site.stepFree && t.stepFree,
    ...site.equipment.map((item) => t.equipment(item)),
  ];
  return html`<div class="site" part="site">
    <p>
      <strong translate="no">${site.name}</strong> <small class="quiet">${facts.filter(Boolean).join(' · ')}</small>
    </p>
    <ul role="list" class="slots">
      ${choices.map((choice) => html`<li>${slotButton(view, choice)}</li>`)}
    </ul>
  </div>`;
}

/**
 * Called « jeudi 12 novembre, 14 h 15, MSP des Tilleuls, 2 places »; the eye is spared what the titles above already say. What is left is
 * drawn by the style sheet: as text of its own it would not follow the time in the name, where people who speak to their device look for it.
 */
function slotButton(view: View, choice: SlotChoice) {
  const { picker, f } = view;
  const { start, site, seats } = choice;
  const left = leftOf(view, choice.slots);
  return html`<button
    type="button"
    class="slot"
    part="slot"
    translate="no"
    aria-label=${[f.at(start), site.name, left].join(', ')}
    aria-disabled=${seats ? nothing : 'true'}
    data-left=${seats === 1 ? nothing : left}
    @click=${() => picker.holdChoice(choice)}
  >
    ${f.time(start)}
  </button>`;
}

/** Not to be had, and why: what else is free, each with its place, since the list is out of sight. */
export function takenStep(view: View, state: StateOf<'taken' | 'not-bookable'>): TemplateResult {
  const { picker, t } = view;
  const { alternatives } = state;
  const isTaken = state.name === 'taken';
  const none = isTaken ? html`<p>${t.takenText}</p>` : nothing;
  return html`${heading(view, isTaken ? t.taken : t.notBookable[state.reason])}
    ${alternatives.length ? html`<p>${t.others(alternatives.length)}</p>` : none}
    <ul role="list" class="choices">
      ${alternatives.map(
        (choice) =>
          html`<li>
            <button type="button" class="choice" part="slot" @click=${() => picker.holdThere(choice)}>
              ${seatLines(view, { start: choice.start, siteId: choice.site.id })}
            </button>
          </li>`,
      )}
    </ul>
    ${button(t.otherSlot, () => picker.showSeats())}`;
}

/** Nothing to choose from: why, and when to come back. Never shown for a failure. */
export function noneStep(view: View, { name, none }: StateOf<'none' | 'closed'>): TemplateResult {
  const { picker, t, f } = view;
  const { reason, noticeMinutes, nextOpeningStart, bookableFrom } = none;
  return html`${message(
    view,
    name === 'none' ? t.noneFree : t.closed,
    [
      noticeMinutes ? t.noticeOver(t.duration(noticeMinutes * 60)) : t.noneReasons[reason],
      nextOpeningStart && t.nextOpening(f.at(nextOpeningStart)),
      bookableFrom && Date.parse(bookableFrom) > picker.now && t.bookableFrom(f.at(bookableFrom)),
    ],
    button(t.lookAgain, () => picker.showSeats(), 'primary'),
    callStructure(view),
  )}
  ${requestSlot(view)}`;
}
