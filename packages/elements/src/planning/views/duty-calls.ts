import type { CalledRange, CalledVolunteer, DutyAnswer, DutyCall } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { textField } from '../../ui/fields/typed.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button, loading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { isBusyFor, personOf } from '../shared/busy.ts';
import type { Desk } from '../shared/desk.ts';
import { sayDate } from '../shared/say.ts';
import { sayRange } from '../shared/say-range.ts';
import { startDutyCall } from './duty-call-form.ts';

/** Reads the calls when their part is opened, and again by a press: answers come while nobody looks. */
export function readDutyCalls(desk: Desk): Promise<void> {
  return desk.flow.run(() => desk.duties.read(desk.client));
}

/** « Qui peut ? »: what was asked, who can and who has not answered, and somebody put on duty by one press. */
export function drawDutyCalls(desk: Desk): TemplateResult {
  const { t, duties } = desk;
  const { list } = duties;
  if (!list) return loading(t.loading);
  const { hasPage, volunteers, calls } = list;
  const canAsk = hasPage && volunteers.length > 0;
  return html`<p>${t.dutyText}</p>
    ${hasPage ? nothing : html`<p class="notice" part="notice">${t.dutyNoPage}</p>`}
    ${volunteers.length > 0 ? nothing : html`<p class="notice" part="notice">${t.dutyNoVolunteers}</p>`}
    <div class="actions">
      ${canAsk ? button(t.askWhoCan, () => startDutyCall(desk), 'primary') : nothing}
      ${button(t.refreshAnswers, async () => {
        await readDutyCalls(desk);
        if (!desk.flow.trouble) desk.say(t.answersRefreshed);
      })}
    </div>
    ${calls.length === 0 ? emptyState(t.noDutyCalls, t.noDutyCallsText) : html`<div class="cards">${calls.map((call) => drawCall(desk, call))}</div>`}`;
}

function drawCall(desk: Desk, call: DutyCall): TemplateResult {
  const { t, format, sayer } = desk;
  const { id, openedAt, closes, status, word, ranges, volunteers } = call;
  const title = t.dutyCallOf(format.at(openedAt));
  const silent = volunteers.filter(({ answeredAt, hasLeft }) => answeredAt === undefined && !hasLeft);
  const answered = volunteers.filter(({ answeredAt }) => answeredAt !== undefined);
  const isOpen = status === 'open';
  return html`<section class="card" aria-labelledby="call-${id}">
    <h3 id="call-${id}" tabindex="-1">${title}</h3>
    ${isOpen ? badge(t.dutyOpen(sayDate(sayer, closes)), 'waiting') : badge(t.dutyClosed, 'neutral')}
    ${word === undefined ? nothing : html`<p>${t.quoted(word)}</p>`}
    <p>${t.answeredOf(answered.length, volunteers.length)}</p>
    ${ranges.map((range) => drawRange(desk, call, range))}
    ${
      silent.length > 0
        ? html`<h4>${t.dutySilent}</h4>
            ${volunteerList(desk, call, silent)}`
        : nothing
    }
    ${leftOf(desk, volunteers)}
    ${isOpen ? html`<div class="actions">${button(t.closeDutyCall, () => close(desk, call), '', title)}</div>` : nothing}
  </section>`;
}

function leftOf({ t }: Desk, volunteers: readonly CalledVolunteer[]): TemplateResult | typeof nothing {
  const left = volunteers.filter(({ hasLeft }) => hasLeft).map(({ name }) => name);
  return left.length === 0 ? nothing : html`<p>${t.dutyLeft(left.join(', '))}</p>`;
}

/** One range with its answers, in the order they are of use. */
function drawRange(desk: Desk, call: DutyCall, range: CalledRange): TemplateResult {
  const { t } = desk;
  const said = (answer: DutyAnswer) =>
    call.volunteers.filter(
      ({ answers, hasLeft }) => !hasLeft && answers.some((one) => one.range === range.number && one.answer === answer),
    );
  const no = said('no').map(({ name }) => name);
  const canGive = range.state === 'open' && range.onDuty.length === 0;
  const group = (label: string, able: readonly CalledVolunteer[]) =>
    able.length === 0
      ? nothing
      : html`<ul role="list" class="lines" aria-label=${label}>
          ${able.map(
            ({ volunteerId, name }) =>
              html`<li>
                <span>${t.whoSays(name, label)} ${busyBadge(desk, range, volunteerId)}</span>
                ${canGive ? button(t.putOnDuty, () => give(desk, call, range, volunteerId), '', `${name}, ${sayRange(desk, range)}`) : nothing}
              </li>`,
          )}
        </ul>`;
  const able = [...said('yes'), ...said('ifNeeded')];
  return html`<h4>${sayRange(desk, range)}</h4>
    ${stateOf(desk, call, range)} ${group(t.dutyAnswers.yes, said('yes'))}
    ${group(t.dutyAnswers.ifNeeded, said('ifNeeded'))}
    ${able.length === 0 && range.state === 'open' ? html`<p>${t.nobodyCan}</p>` : nothing}
    ${no.length > 0 ? html`<p class="quiet">${t.saidNo(no.join(', '))}</p>` : nothing}`;
}

/** By their own agenda, of who has given it. */
function busyBadge({ t, busy }: Desk, range: CalledRange, volunteerId: string): TemplateResult | typeof nothing {
  const person = personOf(busy, volunteerId);
  return person && isBusyFor(person, range) ? badge(t.agendaBusy, 'attention') : nothing;
}

function stateOf(desk: Desk, call: DutyCall, { state, onDuty }: CalledRange): TemplateResult | typeof nothing {
  const { t } = desk;
  if (onDuty.length > 0) return badge(t.onDuty(onDuty.map((id) => nameOf(desk, call, id)).join(', ')), 'done');
  return state === 'open' ? nothing : badge(t.dutyStates[state], state === 'gone' ? 'attention' : 'neutral');
}

function nameOf({ duties }: Desk, { volunteers }: DutyCall, id: string): string {
  const asked = volunteers.find(({ volunteerId }) => volunteerId === id);
  return asked?.name ?? duties.list?.volunteers.find((one) => one.id === id)?.name ?? id;
}

/** Whoever no mail has reached has a link, to be copied and handed over. */
function volunteerList(desk: Desk, call: DutyCall, volunteers: readonly CalledVolunteer[]): TemplateResult {
  const { t, duties } = desk;
  return html`<ul role="list" class="lines">
    ${volunteers.map(
      ({ id, name, way }) =>
        html`<li>
          <span>${name} <small class="quiet">${t.dutyWays[way]}</small></span>
          ${way === 'mail' ? nothing : button(t.copyLink, () => copyLink(desk, call, id), 'link', name)}
          ${duties.link?.asked === id ? linkField(desk, name, duties.link.address) : nothing}
        </li>`,
    )}
  </ul>`;
}

function linkField({ t }: Desk, name: string, address: string): TemplateResult {
  return textField(t, {
    ...{ id: 'duty-link', label: t.linkFor(name), help: t.linkHelp, value: address, longest: 2000, isReadonly: true },
    type: () => undefined,
  });
}

/** What the backend refuses because something has changed since it was read: read anew, it is on the screen, and is said. */
const OVERTAKEN = ['duty-taken', 'duty-range-gone', 'duty-volunteer-gone', 'not-found'] as const;

function give(desk: Desk, call: DutyCall, { number }: CalledRange, volunteerId: string): void {
  const { t, flow, duties, client } = desk;
  void flow.run(async () => {
    const api = await duties.api(client);
    let said: string = t.dutyGiven(nameOf(desk, call, volunteerId));
    try {
      await api.give(call.id, number, volunteerId);
    } catch (error) {
      const code = OVERTAKEN.find((one) => one === (error as { readonly code?: string }).code);
      if (!code) throw error;
      said = t.dutyRefusals[code];
    }
    await duties.read(client);
    desk.say(said);
    flow.focus(`call-${call.id}`);
  });
}

function close(desk: Desk, call: DutyCall): void {
  const { t, flow, duties, client } = desk;
  void flow.run(async () => {
    await (await duties.api(client)).close(call.id);
    await duties.read(client);
    desk.say(t.dutyCallClosed);
    flow.focus(`call-${call.id}`);
  });
}

function copyLink(desk: Desk, call: DutyCall, asked: string): void {
  const { t, flow, duties, client } = desk;
  void flow.run(async () => {
    const address = await (await duties.api(client)).linkOf(call.id, asked);
    duties.link = { asked, address };
    try {
      await navigator.clipboard.writeText(address);
      desk.say(t.linkCopied);
    } catch {
      desk.say(t.linkNotCopied);
    }
    flow.focus('duty-link');
  });
}
