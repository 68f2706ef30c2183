import { nothing, type TemplateResult } from 'lit';
import { textField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { drawAgenda } from './agenda.ts';
import { drawOwn } from './own.ts';

/** One's own duties in the calendar of one's telephone: what is in it, and the address, which is shown this once. */
export function drawCalendar(desk: Desk): TemplateResult {
  const { t, calendars, address, format } = desk;
  const { professional = '', since, coming = 0 } = calendars.own ?? {};
  return html`${drawOwn(desk)} ${drawAgenda(desk)}
    <h3>${t.agendaTitle}</h3>
    <p>${t.agendaText}</p>
    <p class="notice" part="notice">${t.agendaHolds}</p>
    <p>${coming === 0 ? t.agendaEmpty : t.agendaComing(coming)}</p>
    ${
      address !== undefined
        ? addressOf(desk, address)
        : since === undefined
          ? nothing
          : html`<p>${t.agendaSince(format.at(since))} ${t.agendaAgain}</p>`
    }
    <div class="actions">
      ${button(since === undefined ? t.makeAgenda : t.remakeAgenda, () => make(desk), address === undefined ? 'primary' : '')}
      ${since === undefined ? nothing : button(t.endAgenda, () => end(desk, professional), 'danger')}
    </div>`;
}

function addressOf(desk: Desk, address: string): TemplateResult {
  const { t } = desk;
  return html`<section class="card" aria-labelledby="address-title">
    <h3 id="address-title">${t.addressTitle}</h3>
    <p>${t.addressText}</p>
    ${textField(t, {
      ...{ id: 'address', label: t.address, help: t.addressHelp, value: address, longest: 2000, isReadonly: true },
      type: () => undefined,
    })}
    <div class="actions">
      ${button(t.copyAddress, () => copy(desk, address), 'primary')}
      <a class="button" href=${address.replace(/^https?:/, 'webcal:')}>${t.openAddress}</a>
    </div>
  </section>`;
}

async function copy(desk: Desk, address: string): Promise<void> {
  const { t } = desk;
  try {
    await navigator.clipboard.writeText(address);
    desk.say(t.addressCopied);
  } catch {
    desk.say(t.addressNotCopied);
    desk.flow.focus('address');
  }
}

function make(desk: Desk): void {
  const { t, flow, api } = desk;
  void flow.run(async () => {
    const { address } = await api.makeCalendar();
    desk.address = address;
    desk.calendars = await api.calendars();
    desk.say(t.agendaMade);
    flow.focus('address');
  });
}

function end(desk: Desk, professional: string): void {
  const { t, flow, api } = desk;
  void flow.run(async () => {
    await api.endCalendar(professional);
    if (professional === desk.calendars.own?.professional) desk.address = undefined;
    desk.calendars = await api.calendars();
    desk.say(t.agendaEnded);
    flow.focus('heading');
  });
}

/** Whose duties can be read at an address, and the end of it for a telephone that is lost. */
export function drawCalendars(desk: Desk): TemplateResult | typeof nothing {
  const { t, calendars, format } = desk;
  const { everybody = [] } = calendars;
  if (everybody.length === 0) return nothing;
  return html`<h3>${t.agendas}</h3>
    <ul role="list" class="lines">
      ${everybody.map(({ professional, givenName, familyName, since }) => {
        const name = `${givenName} ${familyName}`;
        return html`<li>
          <span>${name} <small class="quiet">${t.agendaSince(format.at(since))}</small></span>
          ${button(t.endAgenda, () => end(desk, professional), 'link', name)}
        </li>`;
      })}
    </ul>`;
}
