import { acceptsAction, isOfFrontDesk, usualReason } from '@relais/sdk/visit';
import type { Visit, VisitActionKind, VisitState } from '@relais/sdk/visit';
import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badge, type BadgeKind } from '../ui/badge.ts';
import { button } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import { birth, listedName } from '../ui/person/person.ts';
import type { Desk } from './desk.ts';
import { openClosing } from './closing.ts';
import { openFeedback } from './feedback.ts';
import { openSharing } from './sharing.ts';
import { entryReasonOf, tellBrought, tellOutcome } from './telling.ts';

const KINDS: Readonly<Record<VisitState, BadgeKind>> = {
  expected: 'neutral',
  arrived: 'waiting',
  started: 'attention',
  done: 'attention',
  closed: 'done',
  noShow: 'danger',
};

const DELIVERIES: Readonly<Record<NonNullable<NonNullable<Visit['feedback']>['delivery']>, BadgeKind>> = {
  queued: 'waiting',
  sent: 'done',
  failed: 'danger',
};

/** Visits, one below the other. */
export function visitCards(desk: Desk, visits: readonly Visit[]): TemplateResult {
  return html`<ul role="list" class="cards">
    ${repeat(
      visits,
      ({ id }) => id,
      (visit) =>
        html`<li class="card" part="card" data-state=${visit.state} data-id=${visit.id}>${cardOf(desk, visit)}</li>`,
    )}
  </ul>`;
}

function cardOf(desk: Desk, visit: Visit): TemplateResult {
  const { t } = desk;
  const { state, birthDate, booked, overbooked, outcome } = visit;
  const reason = entryReasonOf(desk, visit.reason);
  return html`<div class="head">
      <div>
        <h3><span class="hour">${whenOf(desk, visit)}</span> ${listedName(visit)}</h3>
        ${birthDate === undefined ? nothing : html`<p class="quiet">${birth(t, birthDate, todayOf(desk))}</p>`}
        <p>${reason ?? t.noReason}</p>
      </div>
      <div class="signs">
        ${booked ? nothing : badge(t.walkIn)} ${overbooked ? badge(t.overbooked, 'attention') : nothing}
        ${badge(t.states[state], KINDS[state])} ${feedbackBadge(desk, visit)}
      </div>
    </div>
    ${renderSince(desk, visit)} ${outcome ? html`<p><strong>${tellOutcome(desk, outcome)}</strong></p>` : nothing}
    ${renderCorrections(desk, visit)}
    ${isToldNoMore(visit) ? html`<p class="notice" part="notice">${t.toldBefore}</p>` : nothing}
    ${desk.list?.you.isClinician && state !== 'closed' && state !== 'noShow' ? renderBrought(desk, visit) : nothing}
    <div class="actions">${actionsOf(desk, visit)}</div>`;
}

/** How the treating doctor hears of it; a letter that waits, or has not left, is said as such. */
function feedbackBadge({ t }: Desk, { feedback }: Visit): unknown {
  if (!feedback) return nothing;
  const { channel, delivery } = feedback;
  return delivery ? badge(t.deliveries[delivery], DELIVERIES[delivery]) : badge(t.given[channel] ?? '', 'done');
}

/** Of another day with its date. */
function whenOf({ format, now }: Desk, { start, addedAt }: Visit): string {
  const at = start ?? addedAt;
  if (at === undefined) return '';
  return format.date(at) === format.date(now) ? format.time(at) : format.at(at);
}

function todayOf({ list }: Desk): string {
  return list?.now.slice(0, 10) ?? '';
}

function renderSince(desk: Desk, visit: Visit): TemplateResult | typeof nothing {
  const { t, format, list } = desk;
  const { state, arrivedAt, startedAt, doneAt, doctor } = visit;
  const at = { arrived: arrivedAt, started: startedAt, done: doneAt }[state as string];
  const isMine = doctor?.actor === list?.you.actor;
  const who = doctor && !isMine ? t.with(doctor.name ?? t.somebody) : undefined;
  const said = [at && t.since(format.time(at)), who].filter(Boolean).join(', ');
  return said ? html`<p class="quiet">${said}</p>` : nothing;
}

function renderCorrections(desk: Desk, { corrections = [] }: Visit): unknown {
  const { t, format } = desk;
  return corrections.map(
    ({ by, at, was }) =>
      html`<p class="quiet">${t.corrected(by.name ?? t.somebody, format.at(at), tellOutcome(desk, was))}</p>`,
  );
}

/** What was written has changed since the treating doctor was told. */
function isToldNoMore({ feedback, corrections = [] }: Visit): boolean {
  const last = corrections.at(-1);
  return feedback !== undefined && last !== undefined && last.at > feedback.at;
}

function renderBrought(desk: Desk, visit: Visit): TemplateResult {
  const { t } = desk;
  const { checklist, answers, treatments, history } = visit.brought ?? {};
  const others = (checklist?.asked ?? 0) - (checklist?.yes.length ?? 0);
  return html`<details ?open=${visit.state === 'started'}>
    <summary>${t.brought}</summary>
    <div class="told">
      ${tellBrought(desk, visit).map((sentence) => html`<p>${sentence}</p>`)}
      ${checklist && checklist.yes.length === 0 ? html`<p>${t.allNo(checklist.asked)}</p>` : nothing}
      ${
        checklist && checklist.yes.length > 0
          ? html`<p>${t.yesTo}</p>
              <ul class="yes">
                ${checklist.yes.map((question) => html`<li>${question}</li>`)}
              </ul>
              ${others > 0 ? html`<p>${t.noToOthers(others)}</p>` : nothing}`
          : nothing
      }
      ${
        answers
          ? html`<p>${t.answered}</p>
              <ul>
                ${answers.map(({ question, answer }) => html`<li>${question} <strong>${answer}</strong></li>`)}
              </ul>`
          : nothing
      }
      ${treatments ? html`<p class="written"><strong>${t.treatments}</strong><br />${treatments}</p>` : nothing}
      ${history ? html`<p class="written"><strong>${t.history}</strong><br />${history}</p>` : nothing}
    </div>
  </details>`;
}

/** What can be done next, the likeliest first; what takes no question is done at once, and can be taken back. */
function actionsOf(desk: Desk, visit: Visit): unknown {
  const { t, list, settings } = desk;
  const { state } = visit;
  const isClinician = list?.you.isClinician === true;
  const may = (kind: VisitActionKind) => acceptsAction(state, kind) && (isClinician || isOfFrontDesk(state, kind));
  const of = listedName(visit);
  const usual = settings && usualReason(settings, visit.reason);
  const begun = visit.start === undefined || Date.parse(visit.start) <= desk.now;
  const now = (kind: 'arrived' | 'started' | 'done' | 'noShow', label: string, look = '') =>
    may(kind) ? button(label, () => desk.act(visit, { kind }), look, of) : nothing;
  const over = visit.end === undefined ? Infinity : Date.parse(visit.end);
  const isOver = desk.now - over > (settings?.leftOpenMinutes ?? 0) * 60_000;
  const usualClosing = () => usual && desk.act(visit, { kind: 'close', finalReason: usual.code, usual: true });
  switch (state) {
    case 'expected':
      // Long after its time somebody says how it ended, and no longer that it begins.
      return isOver && may('close')
        ? html`${closings(desk, visit, usualClosing, usual?.label[desk.language])} ${now('noShow', t.noShow)}
          ${now('started', t.started)}`
        : html`${now('arrived', t.arrived, 'primary')} ${now('started', t.started)}
          ${begun ? now('noShow', t.noShow) : nothing}
          ${may('share') ? button(t.share, () => openSharing(desk, visit), 'link', of) : nothing}`;
    case 'arrived':
      if (isOver && may('close')) return closings(desk, visit, usualClosing, usual?.label[desk.language]);
      return html`${now('started', t.started, 'primary')}
      ${may('close') ? button(t.done, () => finish(desk, visit), '', of) : nothing}
      ${may('share') ? button(t.share, () => openSharing(desk, visit), 'link', of) : nothing}`;
    case 'started':
      if (isOver) return closings(desk, visit, usualClosing, usual?.label[desk.language]);
      return html`${button(t.done, () => finish(desk, visit), 'primary', of)}
      ${button(t.share, () => openSharing(desk, visit), 'link', of)}`;
    case 'done':
      return may('close') ? closings(desk, visit, usualClosing, usual?.label[desk.language]) : nothing;
    case 'closed':
      return isClinician
        ? html`${button(t.feedback, () => openFeedback(desk, visit), '', of)}
          ${settings ? button(t.correct, () => openClosing(desk, visit), '', of) : nothing}
          ${button(t.reopen, () => desk.act(visit, { kind: 'retract' }), 'link', of)}`
        : nothing;
    case 'noShow':
      return now('arrived', t.late);
  }
}

function closings(desk: Desk, visit: Visit, usual: () => unknown, label: string | undefined): TemplateResult {
  const { t, settings } = desk;
  const of = listedName(visit);
  if (!settings) return html`<p class="quiet">${t.noSettings}</p>`;
  return html`${label === undefined ? nothing : button(t.closeAs(label), usual, 'primary', of)}
  ${button(t.close, () => openClosing(desk, visit), label === undefined ? 'primary' : '', of)}`;
}

/** The measure ends at once; what is written may wait. */
async function finish(desk: Desk, visit: Visit): Promise<void> {
  await desk.act(visit, { kind: 'done' });
  const after = desk.list?.visits.find(({ id }) => id === visit.id);
  if (after?.state === 'done' && desk.settings) openClosing(desk, after);
}
