import type { BusyPerson, BusyTime, OwnAgenda } from '@relais/sdk/planning';
import { nothing, type TemplateResult } from 'lit';
import { form, submitButton } from '../../ui/fields/form.ts';
import { textField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { nameOf, sayBusy } from '../shared/busy.ts';
import type { AgendaState, Desk } from '../shared/desk.ts';
import type { AddressFault, AgendaFailure } from '../words/agenda-fr.ts';

/** Shown at once; the rest is a press away. */
const SHOWN = 5;

/** What one’s own agenda says of when one is busy, and how it came to be known. */
export function drawAgenda(desk: Desk): TemplateResult {
  const { t, agenda } = desk;
  const known = agenda?.agenda;
  const busy = desk.busy?.people.find(({ professional }) => professional === desk.calendars.own?.professional)?.busy;
  return html`<h3>${t.busyTitle}</h3>
    <p>${t.busyText}</p>
    <p class="notice" part="notice">${t.busyHolds}</p>
    ${agenda?.isReachable === false ? html`<p class="quiet">${t.busyUnreachable}</p>` : nothing}
    ${known ? html`${stateOf(desk, known)} ${known.readAt === undefined ? nothing : timesOf(desk, busy ?? [])}` : nothing}
    <div class="actions">
      ${
        agenda?.isReachable === false
          ? nothing
          : button(known ? t.busyReplace : t.busyGive, () => desk.flow.go({ name: 'agenda', address: '', faults: [] }))
      }
      ${known && isUnread(known) && !desk.isReadingAgenda ? button(t.busyLook, () => void followReading(desk)) : nothing}
      ${known ? button(t.busyEnd, () => end(desk), 'danger') : nothing}
    </div>`;
}

function stateOf(desk: Desk, known: NonNullable<OwnAgenda['agenda']>): TemplateResult {
  const { t, format } = desk;
  const { host, since, readAt, unread, failure } = known;
  return html`<p>
      ${t.busyFrom(host, format.at(since))}
      ${readAt !== undefined ? t.busyReadAt(format.at(readAt)) : desk.isReadingAgenda ? t.busyReading : t.busyNeverRead}
    </p>
    ${
      failure
        ? html`<p class="notice" part="notice">
            <strong>${t.busyFailing(format.at(failure.since))}</strong> ${t.busyFailures[failureOf(failure.code)]}
            ${readAt === undefined ? nothing : t.busyKept}
          </p>`
        : nothing
    }
    ${unread > 0 ? html`<p class="notice" part="notice">${t.busyUnread(unread)}</p>` : nothing}`;
}

function timesOf(desk: Desk, busy: readonly BusyTime[]): TemplateResult {
  const { t } = desk;
  if (busy.length === 0) return html`<p class="quiet">${t.busyNone}</p>`;
  const list = (times: readonly BusyTime[]) =>
    html`<ul role="list" class="lines" aria-label=${t.busyTimes}>
      ${times.map((time) => html`<li>${sayBusy(desk, time)}</li>`)}
    </ul>`;
  return html`${list(busy.slice(0, SHOWN))}
  ${
    busy.length <= SHOWN
      ? nothing
      : html`<details>
          <summary>${t.busyMore(busy.length - SHOWN)}</summary>
          ${list(busy.slice(SHOWN))}
        </details>`
  }`;
}

function failureOf(code: string): AgendaFailure {
  if (/^answered-4(?:0[0-7]|1\d)$/.test(code)) return 'gone';
  switch (code) {
    case 'not-a-calendar':
      return 'other';
    case 'too-large':
    case 'too-many':
    case 'too-hard':
      return 'large';
    case 'secret-changed':
      return 'forgotten';
    case 'not-public':
    case 'not-https':
    case 'has-credentials':
    case 'redirected':
    case 'certificate':
      return 'refused';
    default:
      return 'silent';
  }
}

/** Nothing is known of how a first reading went. */
function isUnread({ readAt, failure }: NonNullable<OwnAgenda['agenda']>): boolean {
  return readAt === undefined && failure === undefined;
}

/** What cannot be read of agendas is said, and keeps nobody from the planning. */
export async function readAgenda(desk: Desk): Promise<void> {
  const { api, calendars } = desk;
  const [own, all] = await Promise.allSettled([calendars.own && api.agenda(), api.busy()]);
  desk.agenda = own.status === 'fulfilled' ? own.value : undefined;
  desk.busy = all.status === 'fulfilled' ? all.value : undefined;
  desk.isBusyUnknown = own.status === 'rejected' || all.status === 'rejected';
  if (desk.agenda?.agenda && isUnread(desk.agenda.agenda)) void followReading(desk);
}

/** A server begins to read an agenda within a second, and its host may take fifteen. */
const LOOK_MS = 1500;
const MOST_LOOKS = 40;

/** Looks again and again how the first reading went, until it is known or takes longer than readings do. */
async function followReading(desk: Desk): Promise<void> {
  const { api, t } = desk;
  if (desk.isReadingAgenda) return;
  desk.isReadingAgenda = true;
  desk.redraw();
  for (let looks = 0; looks < MOST_LOOKS && desk.isShown(api); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    // What fails meanwhile is asked once more: the address is kept, and that is said already.
    const read = await Promise.all([api.agenda(), api.busy()]).catch(() => undefined);
    if (!read || !desk.isShown(api)) continue;
    const [agenda, busy] = read;
    if (agenda.agenda && isUnread(agenda.agenda)) continue;
    Object.assign(desk, { agenda, busy, isBusyUnknown: false });
    if (agenda.agenda) desk.say(agenda.agenda.failure ? t.busyGivenUnread : t.busyGiven);
    break;
  }
  if (desk.isShown(api)) desk.isReadingAgenda = false;
  desk.redraw();
}

/** Where it could not be read when people are taken elsewhere, with the way to try again. */
export function drawBusyUnknown(desk: Desk): TemplateResult | typeof nothing {
  const { t, flow } = desk;
  if (!desk.isBusyUnknown) return nothing;
  const again = () =>
    void flow.run(async () => {
      await readAgenda(desk);
      desk.say(desk.isBusyUnknown ? t.busyStillUnknown : t.busyKnown);
      flow.focus('heading');
    });
  return html`<div class="notice" part="notice" role="group" aria-label=${t.busyPeople}>
    <p>${t.busyUnknown}</p>
    <div class="actions">${button(t.busyLook, again)}</div>
  </div>`;
}

function end(desk: Desk): void {
  const { t, flow, api } = desk;
  void flow.run(async () => {
    await api.endAgenda();
    await readAgenda(desk);
    desk.say(t.busyEnded);
    flow.focus('heading');
  });
}

/** The address of one’s own agenda, as it is typed. */
export function drawAgendaForm(desk: Desk, state: AgendaState): TemplateResult {
  const { t, flow } = desk;
  const { address, faults } = state;
  const fields = html`<p>${t.busyWhere}</p>
    <ul>
      ${t.busyWheres.map((where) => html`<li>${where}</li>`)}
    </ul>
    ${textField(t, {
      ...{ id: 'agenda-address', label: t.busyAddress, help: t.busyAddressHelp, value: address, longest: 2000 },
      ...{ fault: faults[0]?.text, type: (text: string) => flow.update({ ...state, address: text, faults: [] }) },
    })}
    <div class="actions">${submitButton(t.busyRead)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.busyTitle)} ${form(t, faults, fields, () => give(desk, state))}`;
}

function give(desk: Desk, state: AgendaState): void {
  const { t, flow, api } = desk;
  const refuse = (fault: AddressFault) => {
    flow.update({ ...state, faults: [{ id: 'agenda-address', text: t.busyAddressFaults[fault] }] });
    flow.focus('summary');
  };
  const address = state.address.trim();
  if (address === '') return refuse('not-an-address');
  void flow.run(async () => {
    try {
      await api.setAgenda(address);
    } catch (error) {
      const { code, fault } = error as { readonly code?: string; readonly fault?: string };
      if (code !== 'agenda-address-refused') throw error;
      const isKnown = fault !== undefined && fault in t.busyAddressFaults;
      return refuse(isKnown ? (fault as AddressFault) : 'not-an-address');
    }
    flow.replace({ name: 'ready' });
    desk.say(t.busyTaken);
    await readAgenda(desk);
  });
}

/** When those are busy who have given an agenda, and whose agenda cannot be read. */
export function drawBusyPeople(desk: Desk): TemplateResult | typeof nothing {
  const { t, busy } = desk;
  const people = busy?.people ?? [];
  if (people.length === 0) return nothing;
  return html`<h3>${t.busyPeople}</h3>
    <p>${t.busyPeopleText}</p>
    <ul role="list" class="lines">
      ${people.map((person) => html`<li>${personOf(desk, person)}</li>`)}
    </ul>`;
}

function personOf(desk: Desk, person: BusyPerson): TemplateResult {
  const { t, format } = desk;
  const { readAt, failure, unread, busy } = person;
  const state = [
    readAt === undefined ? t.busyNeverRead : t.busyReadAt(format.at(readAt)),
    ...(failure ? [t.busyFailing(format.at(failure.since))] : []),
    ...(unread > 0 ? [t.busyUnread(unread)] : []),
  ].join(' ');
  return html`<details>
    <summary>${nameOf(person)} <small class="quiet">${state}</small></summary>
    ${timesOf(desk, busy)}
  </details>`;
}
