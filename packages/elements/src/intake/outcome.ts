import type { ExplainedSlot, ExplainedSlots } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../ui/badge.ts';
import { selectField } from '../ui/fields/chosen.ts';
import { formatPhone } from '../ui/fields/reading.ts';
import { textField } from '../ui/fields/typed.ts';
import { button, type Part } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import { zoneNote } from '../ui/zone-note.ts';
import type { Refusal } from './refusal.ts';
import { faultOf, keyed, labelOf, part, placeOf, type View } from './view.ts';

const DAY_MS = 86_400_000;
const DAYS_OFFERED = 3;

/** Where it ends: a seat, a call back, or elsewhere. After a grave sign, elsewhere alone. */
export function outcomePart(view: View): TemplateResult {
  const { desk, t } = view;
  const outcome = desk.verdict?.outcome;
  const isRed = outcome === 'call-15';
  const maySeat = outcome === undefined || outcome === 'continue';
  return html`<div class="end">
    ${part(
      'outcome',
      t.outcome,
      refusalNotice(view),
      maySeat ? seatBox(view) : nothing,
      isRed ? nothing : callbackBox(view),
      redirectBox(view),
    )}
  </div>`;
}

function seatBox(view: View): TemplateResult {
  const { desk, t, format } = view;
  const { proposal } = desk.draft;
  const { slots } = desk.work;
  const propose = keyed(proposal ? t.proposeOther : t.propose, 'F8', () => void desk.propose(), {
    id: 'propose',
    look: proposal ? '' : 'primary',
  });
  return html`<div class="card" role="group" aria-labelledby="seat-title">
    <h3 id="seat-title">${t.seat}</h3>
    ${
      proposal
        ? html`<div role="status">
              <p class="when">
                ${format.at(proposal.seat.start)} ${proposal.overbooked ? badge(t.overbooked, 'attention') : nothing}
              </p>
              <p>${placeOf(view, proposal.seat)}</p>
              <p class="quiet">${desk.explain(proposal)}</p>
              <p class="quiet">${t.heldUntil(format.time(proposal.expiresAt))}</p>
              ${zoneNote(t, format, proposal.seat.start)}
            </div>
            <div class="actions">
              <button
                type="button"
                id="confirm"
                class="primary"
                part="action"
                @click=${() => void desk.record({ kind: 'seat', token: proposal.token })}
              >
                ${proposal.overbooked ? t.confirmOverbooked : t.confirm}
              </button>
              ${propose} ${button(t.giveBack, () => void desk.giveBack(), 'link')}
            </div>`
        : propose
    }
    ${
      slots
        ? html`${slotChooser(view, slots, {
            id: 'day',
            show: (date) => void desk.showSlots(date),
            take: (slot) => void desk.propose(slot),
            overbook: (slot) => void desk.propose(slot, true),
          })}
          ${button(t.hideSlots, () => desk.hideSlots(), 'link')}`
        : html`<button type="button" id="all-slots" class="link" @click=${() => void desk.showSlots()}>
            ${t.allSlots}
          </button>`
    }
  </div>`;
}

/** What choosing a slot is for. */
interface SlotUse {
  /** Of the list of days. */
  readonly id: string;
  readonly show: (date: string) => void;
  readonly take: (slot: ExplainedSlot) => void;
  /** Where a full slot can be taken above the capacity of its session. */
  readonly overbook?: (slot: ExplainedSlot) => void;
  /** A free slot that is no choice here. */
  readonly isOffered?: (slot: ExplainedSlot) => boolean;
}

/** « Pourquoi pas celui-ci » is answered for every slot of the day. */
export function slotChooser(view: View, { slots, date }: ExplainedSlots, use: SlotUse): TemplateResult {
  const { desk, t, format } = view;
  const { today } = desk;
  const coming = slots.filter(({ end }) => Date.parse(end) > desk.now);
  const days = Array.from({ length: DAYS_OFFERED }, (_, day) =>
    new Date(Date.parse(today) + day * DAY_MS).toISOString().slice(0, 10),
  );
  return html`${selectField(t, {
    id: use.id,
    label: t.dayOf,
    options: days.map((day) => ({ value: day, text: format.dayName(day, desk.now).date })),
    chosen: date,
    choose: use.show,
  })}
  ${
    coming.length === 0
      ? html`<p>${t.noSlots}</p>`
      : html`<ul class="slots" role="list" aria-label=${t.slots} tabindex="0">
          ${coming.map((slot) => slotLine(view, slot, use))}
        </ul>`
  }`;
}

function slotLine(view: View, slot: ExplainedSlot, { take, overbook, isOffered }: SlotUse): TemplateResult {
  const { t, format } = view;
  const place = placeOf(view, slot);
  const time = format.time(slot.start);
  return html`<li>
    <span><strong>${time}</strong> <span>${place}</span></span>
    ${
      slot.standing === 'free' && (isOffered?.(slot) ?? true)
        ? button(t.take, () => take(slot), '', `${time}, ${place}`)
        : html`<span class="quiet">${t.standings[slot.standing]}</span>`
    }
    ${overbook && slot.overbooking ? overbookingLine(view, slot, slot.overbooking, overbook) : nothing}
  </li>`;
}

/** Of a full session: how far it is overbooked, and the way to go one further. Confirming it is asked once more, with the seat. */
function overbookingLine(
  view: View,
  slot: ExplainedSlot,
  { used, limit }: NonNullable<ExplainedSlot['overbooking']>,
  overbook: (slot: ExplainedSlot) => void,
): TemplateResult {
  const { t, format } = view;
  return html`<span class="quiet">${t.overbookedOf(used, limit)}</span> ${
      used < limit
        ? button(t.overbook, () => overbook(slot), '', `${format.time(slot.start)}, ${placeOf(view, slot)}`)
        : nothing
    }`;
}

function callbackBox(view: View): TemplateResult {
  const { desk, t } = view;
  const classes = desk.settings.classes.filter(({ rank }) => rank > 0);
  const { chosenClass, note } = desk.choices;
  return html`<div class="card" role="group" aria-labelledby="callback-title">
    <h3 id="callback-title">${t.callback}</h3>
    ${selectField(t, {
      id: 'class',
      label: t.class,
      none: t.choose,
      options: classes.map(({ code }) => ({ value: code, text: labelOf(classes, code, desk.language) })),
      chosen: chosenClass,
      fault: faultOf(view, 'class'),
      choose: (code) => view.choose({ chosenClass: code }),
    })}
    ${doctorHint(view)}
    ${textField(t, {
      id: 'note',
      label: t.note,
      help: t.noteHelp,
      need: 'optional',
      value: note,
      longest: 300,
      type: (text) => view.choose({ note: text }),
    })}
    ${keyed(t.queue, 'F9', () => void desk.queue(), { id: 'queue' })}
  </div>`;
}

/** What the chosen class means for the treating doctor who is named. */
function doctorHint({ desk, t }: View): Part {
  const { doctorFirst } = desk.settings;
  const { chosenClass } = desk.choices;
  const { doctor } = desk;
  if (!doctorFirst || !doctor || chosenClass === '') return nothing;
  const waits = doctorFirst.classes.includes(chosenClass) && desk.verdict?.outcome !== 'clinician-callback';
  return html`<p class="notice" part="notice" role="status">
    ${waits ? t.doctorWaits(`${doctor.givenName} ${doctor.familyName}`, doctorFirst.minutes) : t.doctorWaitsNot}
  </p>`;
}

function redirectBox(view: View): TemplateResult {
  const { desk, t } = view;
  const { redirections } = desk.settings;
  return html`<div class="card" role="group" aria-labelledby="redirect-title">
    <h3 id="redirect-title">${t.redirect}</h3>
    ${selectField(t, {
      id: 'target',
      label: t.target,
      none: t.choose,
      fault: faultOf(view, 'target'),
      options: redirections.map(({ code }) => ({ value: code, text: labelOf(redirections, code, desk.language) })),
      chosen: desk.choices.target,
      choose: (target) => view.choose({ target }),
    })}
    <button
      type="button"
      id="redirect"
      part="action"
      @click=${() => void desk.record({ kind: 'redirected', target: desk.choices.target })}
    >
      ${t.redirectNow}
    </button>
  </div>`;
}

/** What the server has said no to, beside what is written: nothing of it is lost. */
function refusalNotice(view: View): TemplateResult | typeof nothing {
  const { refusal } = view.desk.work;
  if (!refusal) return nothing;
  return html`<div class="summary stack" id="refusal" tabindex="-1" part="notice" role="alert">
    <p>${sayRefusal(view, refusal)}</p>
    ${refusal.kind === 'twice' ? twiceWays(view, refusal) : nothing}
  </div>`;
}

export function sayRefusal({ t }: View, refusal: Refusal): string {
  switch (refusal.kind) {
    case 'twice':
      return t.twice[refusal.code];
    case 'trouble':
      return sayTrouble(t, refusal.name);
    case 'told': {
      const told = t.refusals as Readonly<Record<string, string>>;
      return Object.hasOwn(told, refusal.code)
        ? told[refusal.code]!
        : `${t.failed}. ${t.failedText} ${t.failedCode(refusal.code)}`;
    }
  }
}

function sayTrouble(t: View['t'], name: Extract<Refusal, { kind: 'trouble' }>['name']): string {
  switch (name) {
    case 'offline':
      return t.offline;
    case 'signed-out':
      return `${t.signedOut}. ${t.signedOutText}`;
    case 'forbidden':
      return `${t.forbidden}. ${t.forbiddenText}`;
    case 'waiting':
      return t.waiting;
    case 'missing':
      return `${t.missing}. ${t.missingText}`;
    default:
      return `${t.unreachable}. ${t.unreachableText}`;
  }
}

function twiceWays(
  { desk, t }: View,
  { code, decision, answers, former }: Extract<Refusal, { kind: 'twice' }>,
): TemplateResult {
  const replaces = { ...answers.replaces, ...former };
  const replace: Part = former
    ? button(t.replaceFormer, () => void desk.record(decision, { ...answers, replaces }), 'primary')
    : nothing;
  const other: Part =
    code === 'duplicate-booking'
      ? nothing
      : button(t.anotherPerson, () => void desk.record(decision, { ...answers, anotherPerson: true }));
  return html`<div class="actions">${replace} ${other} ${button(t.keepFormer, () => void desk.keepFormer())}</div>`;
}

/** What has been recorded, said once, and the ways on. */
export function donePart(view: View): TemplateResult {
  const { desk, t, format } = view;
  const { receipt } = desk.work;
  if (!receipt) return html``;
  const { outcome, booking, callback, target, doctor: asked } = receipt;
  const doctor = desk.doctor ? `${desk.doctor.givenName} ${desk.doctor.familyName}` : t.doneDoctor;
  const phone = desk.doctor?.phone;
  const sayAsked = asked?.channel === 'mail' ? t.doneDoctorAsked : t.doneDoctorCall;
  const title = {
    seat: t.doneSeat,
    callback: t.doneCallback,
    redirected: t.doneRedirected(labelOf(desk.settings.redirections, target ?? '', desk.language)),
  }[outcome];
  return html`<div class="card" role="status">
      <h2 id="done" tabindex="-1">${title}</h2>
      ${
        booking
          ? html`<p class="when">
                ${format.at(booking.seat.start)}
                ${desk.draft.proposal?.overbooked ? badge(t.overbooked, 'attention') : nothing}
              </p>
              <p>${placeOf(view, booking.seat)}</p>
              <p><strong translate="no">${t.doneReference(booking.reference)}</strong></p>`
          : nothing
      }
      ${
        asked
          ? html`<p>
              ${sayAsked(doctor, format.time(asked.until))}
              ${phone === undefined ? nothing : html`<a href="tel:${phone}" translate="no">${formatPhone(phone)}</a>`}
            </p>`
          : nothing
      }
      ${outcome === 'redirected' && callback ? html`<p>${t.doneCheck}</p>` : nothing}
    </div>
    <div class="actions">${button(t.close, () => void desk.close(), 'primary')}</div>`;
}
