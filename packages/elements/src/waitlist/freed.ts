import type { Callback, FreedSeat, SeatOffer } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badge } from '../ui/badge.ts';
import { formatPhone } from '../ui/fields/reading.ts';
import { button, type Part } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import { whoIs, type View } from './view.ts';

/** How long an end is told: long enough for everybody at the desk to have seen it. */
const TOLD_MILLISECONDS = 30 * 60_000;

/** Seats that were given back: who is asked for each, until when, and how it ended. Nothing where there are none. */
export function renderFreed(view: View): Part {
  const { t, open, now, offerTrouble } = view;
  const { freedSeats, status } = open.freedSeats.getState();
  const shown = freedSeats.filter(
    ({ status: stands, closedAt }) =>
      stands === 'offering' || (closedAt !== undefined && Date.parse(closedAt) > now - TOLD_MILLISECONDS),
  );
  if (status === 'failed') return html`<p class="notice" part="notice">${t.freedUnknown}</p>`;
  if (shown.length === 0) return nothing;
  return html`<section class="freed stack" aria-labelledby="freed-title">
    <h3 id="freed-title">${t.freedTitle}</h3>
    ${offerTrouble === undefined ? nothing : html`<p class="summary" role="alert">${offerTrouble}</p>`}
    <ul role="list" class="freed-list">
      ${repeat(
        shown,
        ({ id }) => id,
        (freed) => html`<li>${seat(view, freed)}</li>`,
      )}
    </ul>
  </section>`;
}

function seat(view: View, freed: FreedSeat): TemplateResult {
  const { format, open } = view;
  const site = open.structure?.sites.find(({ id }) => id === freed.seat.siteId)?.name ?? freed.seat.siteId;
  const running = freed.offers.find(({ end }) => end === undefined);
  return html`<div class="freed-head">
      <strong>${format.at(freed.seat.start)}</strong>
      <span translate="no">${site}</span>
      ${freed.status === 'offering' ? nothing : end(view, freed)}
    </div>
    ${running && freed.status === 'offering' ? asked(view, running) : nothing} ${story(view, freed)}`;
}

function end({ t }: View, { status, why = 'nobody' }: FreedSeat): TemplateResult {
  return status === 'taken' ? badge(t.freedTaken, 'done') : badge(t.freedReleased[why]);
}

/** Who is being asked. By telephone the desk says how it went. */
function asked(view: View, offer: SeatOffer): TemplateResult {
  const { t, calls } = view;
  const callback = find(view, offer);
  const who = callback ? whoIs(t, callback) : t.somebody;
  const until = view.format.time(offer.expiresAt);
  if (offer.channel === 'link') {
    return html`<p>${badge(t.offerRunning, 'waiting')} <span>${t.offeredByLink(who, until)}</span></p>`;
  }
  const phone = callback?.phone;
  return html`<p>
      ${badge(t.offerTelephone, 'attention')} <span>${t.offeredByTelephone(who, until)}</span>
      ${phone === undefined ? nothing : html`<a href="tel:${phone}" translate="no">${formatPhone(phone)}</a>`}
    </p>
    <div class="deeds">
      ${button(t.offerYes, () => calls.answerOffer(offer, 'yes'), 'claim', who)}
      ${button(t.offerNo, () => calls.answerOffer(offer, 'no'), '', who)}
      ${button(t.offerUnanswered, () => calls.answerOffer(offer, 'unanswered'), '', who)}
    </div>`;
}

/** Everybody who was asked, and everybody who was not with why: nobody is skipped in silence. */
function story(view: View, { offers, passedOver, status }: FreedSeat): Part {
  const { t, format } = view;
  const last = status === 'offering' ? (offers.at(-1)?.passedOver ?? []) : passedOver;
  const others = last.filter(({ why }) => why !== 'already-asked');
  const lines = offers.map((offer) => {
    const callback = find(view, offer);
    const who = callback ? whoIs(t, callback) : t.somebody;
    const how = offer.end === undefined ? t.offerRunning : t.offerEnds[offer.end];
    return html`<li>
      <span class="quiet">${format.time(offer.offeredAt)}</span> <span translate="no">${who}</span> :
      <span>${how}</span>
    </li>`;
  });
  const passed = others.map(({ callback, why }) => {
    const entry = view.state.callbacks.find(({ id }) => id === callback);
    return html`<li>
      <span translate="no">${entry ? whoIs(t, entry) : t.somebody}</span>&nbsp;: <span>${t.passedOver[why]}</span>
    </li>`;
  });
  if (lines.length + passed.length === 0) return nothing;
  return html`<details>
    <summary>${t.offerStory(offers.length)}</summary>
    <ol role="list">
      ${lines}
    </ol>
    ${
      passed.length > 0
        ? html`<p class="quiet">${t.passedTitle}</p>
            <ul role="list">
              ${passed}
            </ul>`
        : nothing
    }
  </details>`;
}

function find({ state }: View, { callback }: SeatOffer): Callback | undefined {
  return state.callbacks.find(({ id }) => id === callback);
}
