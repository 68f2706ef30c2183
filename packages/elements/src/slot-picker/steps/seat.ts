import { html, nothing, type TemplateResult } from 'lit';
import type { Slot } from '@relais/sdk';
import { groupByHalfDay } from '../../internal/sdk.ts';
import { groupBySite, type SiteChoices, type SlotChoice } from '../slot-groups.ts';
import { button, callStructure, heading, message, seatLines, zoneNote, type View } from './parts.ts';

type HalfDay = ReturnType<typeof groupByHalfDay<Slot>>[number];

const isFree = ({ remaining }: Slot) => remaining > 0;

/** The seat: the first that suits in one press, or a list by half-day and place. */
export function seatStep(view: View): TemplateResult {
  const { picker, t, f } = view;
  const halfDays = groupByHalfDay(picker.suitableSlots);
  const first = halfDays.find(({ slots }) => slots.some(isFree));
  return html`${
      picker.moving
        ? html`${heading(view, t.moving)}
            <p>${t.movingText(f.at(picker.moving.booking.seat.start))}</p>`
        : heading(view, t.seat, 'seat')
    }
    ${first ? firstAction(view, first) : filteredOut(view)}
    <h3>${t.list}</h3>
    ${filters(view)} ${halfDays.map((halfDay) => halfDaySection(view, halfDay))}
    ${first ? zoneNote(view, first.slots[0]!.start) : nothing}
    ${button(picker.moving ? t.cancelNo : t.back, picker.leaveSeats, 'link')}`;
}

function firstAction({ picker, t, f }: View, { serviceDate, halfDay, slots }: HalfDay) {
  const when = t.halfDay(f.dayName(serviceDate, picker.now()), halfDay);
  return html`<div class="stack tight">
    ${button(t.first(when), () => picker.holdWindow(slots.filter(isFree)), 'primary')}
    <p class="quiet">${t.firstHint}</p>
  </div>`;
}

function filteredOut(view: View) {
  const { picker, t } = view;
  return html`<div class="notice stack" part="notice">
    <p>${t.filteredOut}</p>
    ${button(t.clearFilters, picker.clearFilters)} ${callStructure(view)}
  </div>`;
}

function filters(view: View) {
  const { picker, t } = view;
  const { sites, communes } = picker.structure!;
  const equipment = [...new Set(sites.flatMap((site) => site.equipment))];
  const check = (label: string, checked: boolean, set: (on: boolean) => void, fixed = false) =>
    html`<label class="check">
      <input
        type="checkbox"
        .checked=${checked}
        ?disabled=${fixed}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      />
      <span>${label}</span>
    </label>`;
  return html`<details class="filters" ?open=${picker.hasFilters}>
    <summary>${t.filters}</summary>
    <div class="stack">
      ${communes.length ? journey(view) : nothing}
      <div>
        ${
          sites.some((site) => !site.stepFree)
            ? check(t.stepFree, picker.filters.stepFree === true, (stepFree) => picker.filter({ stepFree }))
            : nothing
        }
        ${equipment.map((item) =>
          check(
            t.equipment(item),
            picker.equipment.includes(item),
            (on) => picker.wantEquipment(item, on),
            picker.neededEquipment.includes(item),
          ),
        )}
      </div>
    </div>
  </details>`;
}

function journey({ picker, t }: View) {
  const { commune, maxTravelMinutes } = picker.filters;
  const pick = (set: (value: string) => void) => (event: Event) => set((event.target as HTMLSelectElement).value);
  return html`<div class="pair">
    <div class="field">
      <label for="commune">${t.commune}</label>
      <select id="commune" @change=${pick((value) => picker.filter({ commune: value || undefined }))}>
        <option value="">${t.communeAny}</option>
        ${picker.structure!.communes.map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === commune}>${name}</option>`,
        )}
      </select>
    </div>
    ${
      commune
        ? html`<div class="field">
            <label for="travel">${t.maxTravel}</label>
            <select
              id="travel"
              @change=${pick((value) => picker.filter({ maxTravelMinutes: Number(value) || undefined }))}
            >
              <option value="">${t.maxTravelAny}</option>
              ${[10, 20, 30].map(
                (minutes) =>
                  html`<option value=${minutes} ?selected=${minutes === maxTravelMinutes}>
                    ${t.maxTravelUpTo(minutes)}
                  </option>`,
              )}
            </select>
          </div>`
        : nothing
    }
  </div>`;
}

function halfDaySection(view: View, { serviceDate, halfDay, slots }: HalfDay) {
  const { picker, t, f } = view;
  const day = f.dayName(serviceDate, picker.now());
  const seats = slots.reduce((sum, { remaining }) => sum + remaining, 0);
  const title = t.halfDay(day, halfDay);
  return html`<section class="stack">
    <h4>
      ${title[0]!.toUpperCase() + title.slice(1)}
      <small class="quiet"
        >${[day.relative && day.date, seats ? t.seats(seats) : t.full].filter(Boolean).join(', ')}</small
      >
    </h4>
    ${groupBySite(slots, picker.structure!, picker.filters.commune).map((site) => siteBlock(view, site))}
  </section>`;
}

function siteBlock(view: View, { site, minutes, choices }: SiteChoices) {
  const { t } = view;
  const facts = [
    site.commune,
    minutes === undefined ? undefined : t.travel(minutes),
    site.stepFree ? t.stepFree : undefined,
    ...site.equipment.map((item) => t.equipment(item)),
  ];
  return html`<div class="site" part="site">
    <p><strong>${site.name}</strong> <small class="quiet">${facts.filter(Boolean).join(' · ')}</small></p>
    <ul role="list" class="slots">
      ${choices.map((choice) => html`<li>${slotButton(view, choice)}</li>`)}
    </ul>
  </div>`;
}

/**
 * The words of the button are, in reading order, « jeudi 12 novembre, 14 h 15, MSP des Tilleuls, 2 places »; the eye is spared what the
 * titles above already say. One that fills up keeps its place, so that nothing moves under a finger.
 */
export function slotButton({ picker, t, f }: View, choice: SlotChoice): TemplateResult {
  const full = choice.seats === 0;
  return html`<button
    type="button"
    class="slot"
    part="slot"
    aria-disabled=${full ? 'true' : nothing}
    @click=${() => picker.holdChoice(choice)}
  >
    <span class="hidden">${f.date(choice.start)}, </span>${f.time(choice.start)}<span class="hidden"
      >, ${choice.site.name},
    </span>
    <small class=${choice.seats === 1 ? 'hidden' : ''}>${full ? t.full : t.seats(choice.seats)}</small>
  </button>`;
}

/** Somebody was faster: what else is free, each with its place, since the list is out of sight. */
export function takenStep(view: View): TemplateResult {
  const { picker, t } = view;
  const alternatives = picker.alternatives;
  return html`${heading(view, t.taken)}
    <p>${t.takenText(alternatives.length)}</p>
    <ul role="list" class="choices">
      ${alternatives.map(
        (slot) =>
          html`<li>
            <button type="button" class="choice" part="slot" @click=${() => picker.holdSlot(slot)}>
              ${seatLines(view, slot)}
            </button>
          </li>`,
      )}
    </ul>
    ${button(t.otherSlot, picker.showSeats)}`;
}

/** Nothing to choose from: why, and when to come back. Never shown for a failure. */
export function noneStep(view: View): TemplateResult {
  const { picker, t, f } = view;
  const none = picker.none!;
  const bookable = none.bookableFrom && Date.parse(none.bookableFrom) > picker.now() ? none.bookableFrom : undefined;
  return message(
    view,
    picker.state.name === 'closed' ? t.closed : t.noneFree,
    [
      t.noneReasons[none.reason],
      none.nextOpeningStart && t.nextOpening(f.at(none.nextOpeningStart)),
      bookable && t.bookableFrom(f.at(bookable)),
    ],
    [button(t.lookAgain, picker.showSeats, 'primary'), callStructure(view)],
  );
}
