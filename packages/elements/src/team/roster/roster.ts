import type { OnCall, Shift, Team } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { formatPhone } from '../../ui/fields/reading.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { table } from '../../ui/table/table.ts';
import { zoneNote } from '../../ui/zone-note.ts';
import type { Desk } from '../shared/desk.ts';
import { nameOf, titleOf } from '../shared/people.ts';
import { openShifts } from './shifts.ts';

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 31;

/** Who can be called for a protocol now, in which order, and who in the coming month. */
export class RosterScreen {
  readonly #desk: Desk;
  #protocol = '';
  /** What the roster was read with: the team changes when the roster does. */
  #readFor: Team | undefined;
  #onCall: OnCall | undefined;
  #shifts: readonly Shift[] | undefined;
  #hasFailed = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  render(protocol: string): TemplateResult {
    const { t, team } = this.#desk;
    if (this.#readFor !== team || this.#protocol !== protocol) void this.#read(protocol);
    if (this.#hasFailed)
      return html`<div class="notice refusal" role="alert" part="notice">
        <p>${t.rosterUnread}</p>
        ${button(t.retry, () => this.#read(protocol), 'link')}
      </div>`;
    if (!this.#shifts || !this.#onCall || !team) return html`<p class="quiet" role="status">${t.loadingRoster}</p>`;
    return html`${this.#renderNow(this.#onCall)} ${this.#renderComing(this.#shifts, team, protocol)}`;
  }

  #renderNow({ delegators }: OnCall): TemplateResult {
    const { t, format } = this.#desk;
    return html`<section class="stack" aria-labelledby="on-call">
      <h3 id="on-call">${t.onCallHeading}</h3>
      ${
        delegators.length === 0
          ? emptyState(t.nobodyOnCall, t.nobodyOnCallText)
          : html`<ol role="list" class="cards called">
              ${delegators.map(
                (one, place) =>
                  html`<li class="card">
                    <p class="quiet">${place === 0 ? t.calledFirst : t.calledNext}</p>
                    <p>
                      <strong translate="no">${nameOf(one)}</strong>
                      <a href="tel:${one.phone}" translate="no">${formatPhone(one.phone)}</a>
                    </p>
                    <p class="quiet">${t.callUntil(format.at(one.until))}</p>
                  </li>`,
              )}
            </ol>`
      }
    </section>`;
  }

  #renderComing(shifts: readonly Shift[], team: Team, protocol: string): TemplateResult {
    const desk = this.#desk;
    const { t, format, now } = desk;
    const person = ({ professional }: Shift) => team.members.find((one) => one.professional === professional);
    const name = (shift: Shift) => {
      const found = person(shift);
      return found ? nameOf(found) : t.none;
    };
    const may = team.may.declare || team.may.certify;
    return html`<section class="stack" aria-labelledby="shifts-caption">
      ${may ? button(t.addShifts, () => openShifts(desk, protocol)) : nothing}
      ${
        shifts.length === 0
          ? emptyState(t.noShifts, t.noShiftsText)
          : table(t, {
              id: 'shifts',
              caption: t.shiftsCaption(SHOWN_DAYS),
              rows: shifts,
              keyOf: (shift) => JSON.stringify(shift),
              columns: [
                { id: 'start', title: t.shiftStart, cell: ({ start }) => format.at(start) },
                { id: 'end', title: t.shiftEnd, cell: ({ end }) => format.at(end) },
                { id: 'name', title: t.shiftWho, cell: (shift) => html`<span translate="no">${name(shift)}</span>` },
                {
                  id: 'phone',
                  title: t.phone,
                  cell: ({ phone }) => html`<span translate="no">${formatPhone(phone)}</span>`,
                },
                { id: 'rank', title: t.shiftRank, cell: ({ rank }) => t.rank(rank) },
                {
                  id: 'protocols',
                  title: t.protocols,
                  cell: ({ protocols }) => protocols?.map((id) => titleOf(team, id)).join(', ') ?? t.allProtocols,
                },
              ],
              ...(may && {
                actions: (shift: Shift) =>
                  button(
                    t.removeShift,
                    () => this.#remove(shift),
                    'danger',
                    `${name(shift)}, ${format.at(shift.start)}`,
                  ),
              }),
            })
      }
      ${zoneNote(t, format, now)}
    </section>`;
  }

  async #remove(shift: Shift): Promise<void> {
    const { t, calls, flow } = this.#desk;
    await flow.run(async () => {
      await calls.changeRoster({ add: [], remove: [shift] });
      await this.#desk.done(t.shiftRemoved, { professional: shift.professional });
    });
  }

  async #read(protocol: string): Promise<void> {
    const { calls, team, now } = this.#desk;
    this.#readFor = team;
    this.#protocol = protocol;
    this.#hasFailed = false;
    try {
      const [onCall, { shifts }] = await Promise.all([
        calls.onCall(protocol),
        calls.readRoster({ from: instantOf(now), to: instantOf(now + SHOWN_DAYS * DAY_MS) }),
      ]);
      if (this.#readFor !== team || this.#protocol !== protocol) return;
      this.#onCall = onCall;
      this.#shifts = shifts;
    } catch {
      if (this.#readFor !== team || this.#protocol !== protocol) return;
      this.#hasFailed = true;
    }
    this.#desk.redraw();
  }
}

function instantOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
