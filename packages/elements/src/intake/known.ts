import type { ChangeReason, KnownCancelled, KnownRequest } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../ui/badge.ts';
import { selectField } from '../ui/fields/chosen.ts';
import { textField } from '../ui/fields/typed.ts';
import { button, type Part } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import type { AskedChange, KnownBooking } from './changes.ts';
import type { Refusal } from './refusal.ts';
import { sayRefusal, slotChooser } from './outcome.ts';
import { labelOf, placeOf, type View } from './view.ts';

/** « Où en est ma demande ? » is answered by the number alone; a booking is moved and cancelled there. */
export function knownList(view: View): Part {
  const { desk, t } = view;
  const { known, cancelled = [], change, isUnsearched } = desk.work;
  const { asked, refusal } = change ?? {};
  if (isUnsearched) return html`${unsearched(view)} ${refusal ? refused(view, refusal) : nothing}`;
  if (known.length === 0 && cancelled.length === 0) return refusal ? refused(view, refusal) : nothing;
  return html`<div class="notice known" part="notice">
    <strong id="known" tabindex="-1" role="status">${t.known}</strong>
    <ul role="list">
      ${known.map((one) => html`<li>${knownLine(view, one)}</li>`)}
      ${cancelled.map((one) => html`<li>${cancelledLine(view, one)}</li>`)}
    </ul>
    ${refusal ? refused(view, refusal) : nothing} ${asked ? changePart(view, asked) : nothing}
  </div>`;
}

/** A search that failed is not somebody unknown. */
function unsearched({ t, desk }: View): TemplateResult {
  return html`<div class="notice" part="notice" role="status">
    <strong>${t.unsearched}</strong>
    ${button(t.retry, () => desk.searchAgain(), 'link')}
  </div>`;
}

function knownLine(view: View, known: KnownRequest): TemplateResult {
  const isAbove = known.kind === 'booking' && known.overbooked;
  return html`${whose(view, known)}
    <span>${sayKnown(view, known)}</span> ${isAbove ? badge(view.t.overbooked, 'attention') : nothing}
    ${known.kind === 'booking' && known.mayChange ? changeWays(view, known) : nothing}`;
}

function whose({ t }: View, { givenName, familyName, isSame }: KnownRequest | KnownCancelled): TemplateResult {
  const name = [givenName, familyName].filter(Boolean).join(' ');
  return html`${name ? html`<strong translate="no">${name}</strong>${' '}` : nothing}
  ${isSame ? badge(t.samePerson, 'attention') : nothing}`;
}

function changeWays({ desk, t, format }: View, booking: KnownBooking): TemplateResult {
  const { changes } = desk;
  const at = format.at(booking.seat.start);
  return html`<span class="actions">
    ${button(t.move, () => changes.ask('move', booking), '', at)}
    ${button(t.cancel, () => changes.ask('cancel', booking), '', at)}
  </span>`;
}

function cancelledLine(view: View, cancelled: KnownCancelled): TemplateResult {
  const { desk, t, format } = view;
  const { why, note, revision } = cancelled;
  const at = format.at(cancelled.seat.start);
  return html`${whose(view, cancelled)}
    <span>
      ${t.knownCancelled(at, cancelled.reference)}
      ${why ? t.reasonsOfChange[why] : t.cancelledByPatient}${note ? html`${t.colon}<q>${note}</q>` : nothing}
    </span>
    ${
      revision === undefined
        ? nothing
        : html`<span class="actions">
            ${button(t.takeBack, () => void desk.changes.takeBack(cancelled), '', at)}
          </span>`
    }`;
}

function sayKnown(view: View, known: KnownRequest): string {
  const { desk, t, format } = view;
  const { classes, redirections } = desk.settings;
  switch (known.kind) {
    case 'booking':
      return t.knownBooking(format.at(known.seat.start), placeOf(view, known.seat), known.reference);
    case 'callback': {
      const since = t.knownCallback(labelOf(classes, known.class, desk.language), format.at(known.arrivedAt));
      const away = known.doctorUntil === undefined ? t.knownAway : t.knownDoctor(format.time(known.doctorUntil));
      const place = known.place === undefined ? away : t.knownPlace(known.place);
      return `${since}, ${known.isClaimed ? t.knownClaimed : place}`;
    }
    case 'redirected':
      return t.knownRedirected(labelOf(redirections, known.target, desk.language), format.at(known.at));
  }
}

/** Why, asked once; then it is done, or the seat chosen that it moves to. */
function changePart(view: View, asked: AskedChange): TemplateResult {
  const { desk, t, format } = view;
  const { changes } = desk;
  const { kind, booking, why, note, faults, slots } = asked;
  const title = (kind === 'cancel' ? t.cancelTitle : t.moveTitle)(format.at(booking.seat.start));
  const faultOf = (id: AskedChange['faults'][number]) => (faults.includes(id) ? t.changeFaults[id] : undefined);
  return html`<div class="card" role="group" aria-labelledby="change-title">
    <h3 id="change-title">${title}</h3>
    ${selectField(t, {
      id: 'why',
      label: t.whyChange,
      none: t.choose,
      options: Object.entries(t.reasonsOfChange).map(([value, text]) => ({ value, text })),
      chosen: why,
      fault: faultOf('why'),
      choose: (chosen) => changes.write({ why: chosen as ChangeReason | '' }),
    })}
    ${
      kind === 'cancel'
        ? html`${textField(t, {
              id: 'change-note',
              label: t.note,
              help: t.noteHelp,
              need: why === 'other' ? 'required' : 'optional',
              value: note,
              longest: 300,
              fault: faultOf('change-note'),
              type: (text) => changes.write({ note: text }),
            })}
            <p class="quiet">${t.cancelTells}</p>
            <div class="actions">
              ${button(t.cancelNow, () => void changes.cancel(), 'danger')}
              ${button(t.keepBooking, () => changes.drop())}
            </div>`
        : html`<p class="quiet">${t.moveTells}</p>
            ${
              slots
                ? slotChooser(view, slots, {
                    id: 'move-day',
                    show: (date) => void changes.showSlots(date),
                    take: (slot) => void changes.move(slot),
                    isOffered: ({ start, practiceId }) =>
                      start !== booking.seat.start || practiceId !== booking.seat.practiceId,
                  })
                : nothing
            }
            <div class="actions">${button(t.keepBooking, () => changes.drop())}</div>`
    }
  </div>`;
}

/** A change is done at once or not at all: without a network it says so. */
function refused(view: View, refusal: Refusal): TemplateResult {
  const { t } = view;
  const told = t.changeRefusals as Readonly<Record<string, string>>;
  const own = refusal.kind === 'told' && Object.hasOwn(told, refusal.code) ? told[refusal.code] : undefined;
  const isAway = refusal.kind === 'trouble' && (refusal.name === 'offline' || refusal.name === 'unreachable');
  return html`<p class="summary" id="change-refusal" tabindex="-1" part="notice" role="alert">
    ${own ?? (isAway ? t.changeAway : sayRefusal(view, refusal))}
  </p>`;
}
