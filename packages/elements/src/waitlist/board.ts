import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { badge } from '../ui/badge.ts';
import { formatPhone } from '../ui/fields/reading.ts';
import { emptyState } from '../ui/flow/empty-state.ts';
import { button, type Part } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import { birth } from '../ui/person/person.ts';
import { renderFreed } from './freed.ts';
import { canClaim, moreItems, notReachedItems, reachedItems } from './deeds.ts';
import type { Row } from './rows.ts';
import { className, whoIs, type View } from './view.ts';

/** The list to work on: how it stands, what came back, and the rows. */
export function renderBoard(view: View): TemplateResult {
  const { t, rows, state, calls } = view;
  return html`<div class="head">
      <h2 part="heading" id="heading" tabindex="-1">${t.title}</h2>
      ${standing(view)} ${button(t.next, calls.next, 'primary')}
    </div>
    ${renderFreed(view)} ${returned(view)} ${rows.isBehind ? behind(view) : nothing}
    ${rows.all.length ? table(view) : emptyState(t.emptyTitle, t.emptyText(timeOf(view, state.trueAt)))}
    ${shortcuts(view)}`;
}

/** How many wait, and whether what is shown is true now. */
function standing(view: View): TemplateResult {
  const { t, state, rows, calls } = view;
  const present = rows.all.filter(({ isGone }) => !isGone);
  const mine = present.filter(({ isMine }) => isMine).length;
  const missed = present.filter(isMissed).length;
  return html`<div class="standing">
    <span class="count">${t.count(present.length)}</span>
    ${mine ? badge(t.yours(mine)) : nothing} ${missed ? badge(t.missed(missed), 'danger') : nothing} ${freshness(view)}
    ${state.waiting.length ? badge(t.unsentCount(state.waiting.length), 'waiting') : nothing}
    ${view.isLive ? nothing : button(t.refresh, calls.refresh, 'link')}
  </div>`;
}

export function freshness(view: View): TemplateResult {
  const { t, language, state, open, now } = view;
  if (view.isLive) return badge(t.live, 'done');
  const { trueAt = now, error, connection } = state;
  if (!error && connection === 'connecting') return badge(t.connecting, 'waiting');
  const minutes = Math.floor((now - trueAt) / 60_000);
  const age = minutes < 1 ? t.lessThanMinute : open.parts.sayMinutes(minutes, language);
  return badge(t.old(timeOf(view, trueAt), age), 'attention');
}

function behind({ t, calls }: View): TemplateResult {
  return html`<div class="notice behind">
    <span>${t.behind}</span>
    ${button(t.arrange, calls.arrange, 'link')}
  </div>`;
}

/** What was done here and not taken stays until somebody has taken note of it. */
function returned(view: View): Part {
  const { t, state, calls } = view;
  if (state.returned.length === 0) return nothing;
  return html`<section class="summary stack" id="returned" tabindex="-1" aria-labelledby="returned-title" part="notice">
    <h3 id="returned-title">${t.returnedTitle(state.returned.length)}</h3>
    <ul role="list" class="stack">
      ${repeat(
        state.returned,
        ({ key }) => key,
        ({ key, action, at, code, callback }) => {
          const who = callback ? whoIs(t, callback) : t.somebody;
          const owner = callback?.owner?.name;
          const why =
            code === 'callback-claimed' && owner !== undefined
              ? t.returnedBy(owner)
              : (t.returned[code] ?? t.returnedOther(code));
          return html`<li class="came-back">
            <span
              ><strong translate="no">${t.returnedWhen(t.deeds[action.kind](who), timeOf(view, at))}</strong>
              <span>${why}</span></span
            >
            ${button(t.understood, () => calls.dismiss(key), '', who)}
          </li>`;
        },
      )}
    </ul>
  </section>`;
}

/** Roles are said again: a table drawn as cards is none to a screen reader. */
function table(view: View): TemplateResult {
  const { t, rows, now } = view;
  const columns = [t.colPerson, t.colClass, t.colWait, t.colOwner, t.colAttempts, t.colNote];
  const today = dateOf(view, now);
  return html`<div class="table-box">
    <table role="table" class="rows board" part="table" aria-labelledby="heading">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}
          <th role="columnheader" scope="col"><span class="hidden">${t.colActions}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          rows.all,
          ({ callback }) => callback.id,
          (row) => guard(seenOf(view, row, today), () => line(view, row, today)),
        )}
      </tbody>
    </table>
  </div>`;
}

/** How often times and shares are written anew. */
const TICK_MILLISECONDS = 10_000;

/** All that a line shows: of three hundred, those of which nothing has changed are not drawn again. */
function seenOf(view: View, row: Row, today: string): unknown[] {
  const { t, language, state, open, now, menu, current } = view;
  const { callback, away, isGone, isMine, isUnsent, sameNumber } = row;
  return [
    ...[callback, away, isGone, isMine, isUnsent, sameNumber, callback.id === current, today, t, language],
    ...[state.settings, state.you, open, Math.floor(now / TICK_MILLISECONDS)],
    menu.shown?.endsWith(callback.id) === true ? menu.shown : '',
  ];
}

function line(view: View, row: Row, today: string): TemplateResult {
  const { callback, isMine, isGone, away } = row;
  const look = isGone ? 'gone' : isMine ? 'mine' : away ? 'away' : nothing;
  return html`<tr
    role="row"
    id="row-${callback.id}"
    data-id=${callback.id}
    class=${look}
    tabindex=${callback.id === view.current ? 0 : -1}
  >
    <th role="rowheader" scope="row">${person(view, row, today)}</th>
    ${cell(view.t.colClass, classOf(view, row))} ${cell(view.t.colWait, wait(view, row))}
    ${cell(view.t.colOwner, owner(view, row))} ${cell(view.t.colAttempts, attempts(view, row))}
    ${cell(view.t.colNote, html`${note(view, row)} ${treatingDoctor(view, row)}`)}
    <td role="cell" class="row-actions"><div class="deeds">${isGone ? nothing : deeds(view, row)}</div></td>
  </tr>`;
}

function cell(title: string, content: unknown): TemplateResult {
  return html`<td role="cell">
    <span class="column-name" aria-hidden="true">${title}</span> <span class="value">${content}</span>
  </td>`;
}

function person({ t }: View, { callback, sameNumber }: Row, today: string): TemplateResult {
  const { phone, birthDate, familyName, givenName } = callback;
  const name = `${familyName ?? ''} ${givenName ?? ''}`.trim();
  const number = formatPhone(phone);
  return html`<span class="value">
    <span class="name" translate="no">${name || t.unnamed}</span>
    ${birthDate === undefined ? nothing : html`<small class="quiet">${birth(t, birthDate, today)}</small>`}
    <a href="tel:${phone}" class="phone" translate="no" aria-label=${t.call(number)}>${number}</a>
    ${sameNumber > 0 ? badge(t.sameNumber(sameNumber), 'attention') : nothing}
  </span>`;
}

function classOf({ t, state, language, open }: View, { callback }: Row): TemplateResult {
  const reason = open.structure?.reasons.find(({ code }) => code === callback.reason)?.label;
  return html`<span class="class">${className(state.settings, callback.class, language)}</span>
    ${callback.clinicianOnly ? badge(t.clinician, 'attention') : nothing} ${callback.isOwn ? badge(t.own) : nothing}
    <small class="quiet">${reason ?? t.entryPoints[callback.entryPoint]}</small>`;
}

/** Rank 0 has no target: somebody checks on them as soon as can be. */
export function isMissed({ callback, place, isGone }: Row): boolean {
  return !isGone && callback.rank > 0 && callback.status === 'waiting' && place.share >= 1;
}

function wait(view: View, row: Row): TemplateResult {
  const { t, language, open, now } = view;
  const { explainPlace, sayMinutes } = open.parts;
  const { waitedMs, dueAt, share } = row.place;
  const isOver = isMissed(row);
  return html`<span class="waited">${sayMinutes(waitedMs / 60_000, language)}</span>
    <small class="why" id="why-${row.callback.id}">${explainPlace(row.place, language)}</small>
    ${
      row.callback.rank === 0
        ? nothing
        : html`<svg
              class="bar"
              viewBox="0 0 100 6"
              preserveAspectRatio="none"
              aria-hidden="true"
              data-look=${isOver ? 'missed' : share >= 0.75 ? 'soon' : 'early'}
            >
              <rect width=${Math.min(100, Math.round(share * 100))} height="6"></rect>
            </svg>
            ${
              isOver
                ? html`${badge(t.overdue(sayMinutes((now - dueAt) / 60_000, language)), 'danger')}
                  ${escalation(view, row)}`
                : html`<small class="quiet">${t.dueAt(timeOf(view, dueAt))}</small>`
            }`
    }`;
}

/** Whom the structure wants told of a target that is missed. */
function escalation({ t, state, language }: View, { callback }: Row): Part {
  const told = state.settings?.classes.find(({ code }) => code === callback.class)?.escalation;
  return told ? html`<strong>${t.escalate(told[language])}</strong>` : nothing;
}

function owner(view: View, { callback, isMine, isGone, isUnsent }: Row): TemplateResult {
  const { t } = view;
  const unsent = isUnsent ? badge(t.unsent, 'waiting') : nothing;
  if (isGone) return badge(t.over, 'done');
  if (!callback.owner) return html`<span class="quiet">${t.nobody}</span> ${unsent}`;
  const name = isMine ? t.you : (callback.owner.name ?? t.colleague);
  return html`<strong translate=${isMine ? nothing : 'no'}>${name}</strong>
    <small class="quiet">${t.since(timeOf(view, callback.owner.since))}</small> ${unsent}`;
}

/** The treating doctor who is asked first: until when, or what the answer was. Whoever is at the desk may telephone as well. */
function treatingDoctor(view: View, { callback, isGone }: Row): Part {
  const { doctor } = callback;
  if (!doctor || isGone) return nothing;
  const { t, now, language, open } = view;
  const name = doctor.name ?? t.doctorUnnamed;
  const until = Date.parse(doctor.until);
  const phone =
    doctor.phone === undefined
      ? nothing
      : html`<a href="tel:${doctor.phone}" class="phone" translate="no" aria-label=${t.call(formatPhone(doctor.phone))}
          >${formatPhone(doctor.phone)}</a
        >`;
  if (doctor.answer === undefined && until > now) {
    const left = open.parts.sayMinutes(Math.ceil((until - now) / 60_000), language);
    const say = doctor.channel === 'mail' ? t.doctorAsked : t.doctorToCall;
    return html`${badge(say(name, timeOf(view, until), left), doctor.channel === 'mail' ? 'waiting' : 'attention')}
    ${phone}`;
  }
  const said = doctor.answer ?? 'unanswered';
  const words = t.doctorHasSaid[said](name);
  return said === 'sees' ? html`${badge(words, 'attention')} ${phone}` : html`<small class="quiet">${words}</small>`;
}

function attempts(view: View, { callback, away }: Row): TemplateResult {
  const { t, now } = view;
  const { attempts: count, snoozedUntil, reachable } = callback;
  const opens = reachable?.map(({ from }) => Date.parse(from)).filter((from) => from > now);
  const when =
    away === 'snoozed' && snoozedUntil !== undefined
      ? t.again(timeOf(view, snoozedUntil))
      : away === 'unreachable'
        ? opens?.length
          ? t.unreachableUntil(timeOf(view, Math.min(...opens)))
          : t.unreachable
        : '';
  return html`<span>${t.attempts(count)}</span> ${when ? badge(when, 'waiting') : nothing}`;
}

function note(_view: View, { callback }: Row): TemplateResult | typeof nothing {
  return callback.note === undefined ? nothing : html`<span class="note">${callback.note}</span>`;
}

function deeds(view: View, row: Row): unknown {
  const { t, menu, calls } = view;
  const { callback, isMine } = row;
  const who = whoIs(t, callback);
  const more = moreItems(view, row);
  return html`${
    isMine
      ? html`${menu.render(`reached-${callback.id}`, t.reached, reachedItems(view, row), who)}
        ${menu.render(`missed-${callback.id}`, t.notReached, notReachedItems(view, row), who)}`
      : canClaim(view, row)
        ? button(t.claim, () => calls.act(callback, { kind: 'claim' }), 'claim', who)
        : nothing
  }
  ${more.length ? menu.render(`more-${callback.id}`, t.more, more, who) : nothing}`;
}

function shortcuts({ t }: View): TemplateResult {
  const keys: readonly (readonly [string, string])[] = [
    [`${t.keyUp} ${t.keyDown}`, t.keys.move],
    ['P', t.keys.claim],
    ['J', t.keys.reached],
    ['N', t.keys.notReached],
    ['C', t.keys.seatFound],
    ['O', t.keys.annotate],
    ['R', t.keys.release],
    ['.', t.keys.more],
    ['S', t.keys.next],
    ['Z', t.keys.undo],
    ['T', t.keys.arrange],
  ];
  return html`<details class="keys" part="shortcuts">
    <summary>${t.shortcuts}</summary>
    <p class="quiet">${t.shortcutsHint}</p>
    <dl>
      ${keys.map(
        ([key, does]) =>
          html`<div>
            <dt><kbd translate="no">${key}</kbd></dt>
            <dd>${does}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

export function timeOf({ format, now }: View, when: string | number = now): string {
  return format.time(when);
}

/** The date at the place, `YYYY-MM-DD`. */
function dateOf({ open }: View, now: number): string {
  const timeZone = open.structure?.timezone;
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', ...(timeZone && { timeZone }) }).format(now);
}
