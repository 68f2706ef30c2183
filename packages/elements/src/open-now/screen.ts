// All that is shown once there is something to show: fetched by the element as soon as it stands in a page.
import type { OpenNow, OpenNowReader, OpenSite, SentBooking } from '@relais/sdk/open-now';
import { adoptStyles, css, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { badge, type BadgeKind } from '../ui/badge.ts';
import { emptyState } from '../ui/flow/empty-state.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import { ReadingController } from '../ui/reading/reading-controller.ts';
import { signInOf } from '../ui/reading/reading-screens.ts';
import type { Screens, ScreensOptions } from '../ui/screened-element.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import { zoneNote } from '../ui/zone-note.ts';
import type { OpenNowStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

interface OpenNowHost extends ReactiveElement {
  readonly structure: string | undefined;
}

type State = { readonly name: 'loading' } | { readonly name: 'ready'; readonly seen: OpenNow };

const LOOKS: Readonly<Record<SentBooking['state'], BadgeKind>> = {
  awaited: 'waiting',
  arrived: 'done',
  noShow: 'danger',
  cancelled: 'neutral',
};

const styles = css`
  .sites {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20em), 1fr));
    gap: var(--space);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sites > li {
    padding: var(--pad);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
    break-inside: avoid;
  }
  .sites h3 {
    margin: 0 0 0.4em;
  }
  .sites p {
    margin: 0;
  }
  .sites dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.25em 1em;
    margin: var(--space) 0 0;
  }
  .sites dt {
    color: var(--quiet);
  }
  .sites dd {
    margin: 0;
  }
  @media (max-width: 30em) {
    .sites dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
  }
  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rows li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    padding-block: 0.25em;
    border-block-end: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .rows time {
    min-inline-size: 4em;
  }
  @media print {
    button {
      display: none;
    }
  }
`;

/** Owns: what is open now. Its reading owns when it is read again, the host the box around it. */
export class Screen implements Screens {
  readonly #flow: FlowController<State>;
  readonly #host: OpenNowHost;
  readonly #locale: LocaleController<OpenNowStrings>;
  readonly #live: LiveRegionController;
  readonly #reading: ReadingController<OpenNowReader>;
  #zone = 'Europe/Paris';
  #isFollowed = false;

  constructor(host: OpenNowHost, { locale, source }: ScreensOptions<OpenNowStrings>) {
    this.#host = host;
    this.#locale = locale;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), styles]);
    this.#live = new LiveRegionController(host);
    this.#flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#reading.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.#flow);
    this.#reading = new ReadingController<OpenNowReader>(host, {
      source,
      flow: this.#flow,
      bring: async () => (await import('./calls.ts')).createOpenNow,
      read: async (reader, client) => {
        const [seen, { timezone }] = await Promise.all([reader.read(), this.#reading.describe(client)]);
        return () => this.#take(seen, timezone);
      },
      follow: (reader) => this.#follow(reader),
      // Said once, however long it lasts.
      missed: () => this.#seen && this.#live.say(this.#sayOld(this.#seen)),
    });
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.#flow.trouble) return 'failed';
    return this.#flow.state.name;
  }

  get isBusy(): boolean {
    return this.#flow.isBusy;
  }

  refresh(): Promise<void> {
    return this.#reading.refresh();
  }

  get #seen(): OpenNow | undefined {
    const { state } = this.#flow;
    return state.name === 'ready' ? state.seen : undefined;
  }

  get #isOld(): boolean {
    return this.#reading.staleSince !== undefined;
  }

  #take(seen: OpenNow, timezone: string): void {
    const before = this.#seen;
    this.#zone = timezone;
    this.#flow.update({ name: 'ready', seen });
    if (before) this.#tell(before, seen);
  }

  #follow(reader: OpenNowReader): () => void {
    const unfollow = reader.subscribe(
      {
        // Whoever comes back to the page has it read again then.
        onChange: () => !document.hidden && void this.refresh(),
        onState: (state) => {
          this.#isFollowed = state === 'open';
          if (this.#isFollowed && this.#isOld) void this.refresh();
          this.#host.requestUpdate();
        },
      },
      this.#seen?.sequence,
    );
    return () => {
      unfollow();
      this.#isFollowed = false;
    };
  }

  /** What a regulator waits to hear: that somebody came, or did not; and that what was old is not any more. */
  #tell(before: OpenNow, seen: OpenNow): void {
    const known = new Map(before.sent.map(({ id, state }) => [id, state]));
    const isNews = seen.sent.some(({ id, state }) => known.get(id) !== state) || before.day !== seen.day;
    if (this.#isOld) this.#live.say(`${this.#locale.strings.again} ${this.#sayAll(seen)}`);
    else if (isNews) this.#live.say(this.#sayAll(seen));
  }

  #sayAll(seen: OpenNow): string {
    const { strings: t } = this.#locale;
    const counts = seen.sent.length === 0 ? [t.sentNone] : this.#counts(seen.sent);
    return [...(seen.day === 'open' ? [] : [this.#sayDay(seen)]), ...counts].join(', ');
  }

  #sayDay({ day, closed }: OpenNow): string {
    const { strings: t } = this.#locale;
    if (day === 'open') return t.title;
    if (day !== 'closed') return t.standing(day);
    return t.closedToday([...new Set(closed.flatMap(({ causes }) => causes))].sort());
  }

  #sayOld({ now }: OpenNow): string {
    return this.#locale.strings.old(this.#format().at(now), Math.max(0, this.#reading.now - Date.parse(now)));
  }

  #format(): Format {
    return createFormat(this.#locale.strings, this.#locale.language, this.#zone);
  }

  #counts(sent: readonly SentBooking[]): string[] {
    const { strings: t } = this.#locale;
    const number = (state: SentBooking['state']) => sent.filter((one) => one.state === state).length;
    const cancelled = number('cancelled');
    return [
      t.sentCount(sent.length),
      ...[t.arrived(number('arrived')), t.noShow(number('noShow')), t.awaited(number('awaited'))],
      ...(cancelled > 0 ? [t.cancelled(cancelled)] : []),
    ];
  }

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  #renderShown(): unknown {
    const { trouble, secondsLeft, state } = this.#flow;
    const { strings: t } = this.#locale;
    if (trouble) {
      return troubleScreen(t, trouble, {
        retry: () => this.#flow.retry(),
        signIn: signInOf(this.#reading.client),
        secondsLeft,
      });
    }
    if (state.name === 'loading') return loading(t.loading);
    const { seen } = state;
    const format = this.#format();
    return html`${heading(t.title)} ${this.#renderAge(seen, format)} ${this.#renderBypass(seen)}
    ${this.#renderDay(seen, format)} ${this.#renderSites(seen, format)} ${this.#renderClosed(seen)}
    ${this.#renderSent(seen, format)} ${zoneNote(t, format, seen.now)}`;
  }

  #renderAge(seen: OpenNow, format: Format): TemplateResult {
    const { strings: t } = this.#locale;
    const again = button(t.refresh, () => void this.refresh(), 'link');
    if (this.#isOld) return html`<p class="notice" part="notice">${this.#sayOld(seen)} ${again}</p>`;
    const how = this.#isFollowed ? badge(t.live, 'done') : badge(t.readAt(format.at(seen.now)));
    return html`<p class="counts">${how} ${again}</p>`;
  }

  #renderBypass({ bypassPhone }: OpenNow): TemplateResult {
    const { strings: t } = this.#locale;
    if (bypassPhone === undefined) return html`<p class="quiet">${t.noBypass}</p>`;
    return html`<p>
      ${t.bypass}
      <a class="button" href="tel:${bypassPhone.replace(/[ .-]/g, '')}" aria-label=${t.call(bypassPhone)}
        >${bypassPhone}</a
      >
    </p>`;
  }

  #renderDay(seen: OpenNow, format: Format): unknown {
    const { strings: t } = this.#locale;
    const { day, sites, nextSeat, reachMinutes } = seen;
    const next = nextSeat === undefined ? t.noNext : t.next(format.at(nextSeat));
    if (day !== 'open') return emptyState(this.#sayDay(seen), day === 'noTerritory' ? '' : next);
    const isFull = sites.every(({ isOpen, seats }) => !isOpen || seats === 0);
    return isFull ? html`<p><strong>${t.nothingLeft(reachMinutes)}</strong> ${next}</p>` : nothing;
  }

  #renderSites(seen: OpenNow, format: Format): unknown {
    if (seen.sites.length === 0) return nothing;
    return html`<ul role="list" class="sites" aria-label=${this.#locale.strings.sites}>
      ${seen.sites.map((site) => this.#renderSite(site, seen, format))}
    </ul>`;
  }

  #renderSite(site: OpenSite, { reachMinutes }: OpenNow, format: Format): TemplateResult {
    const { strings: t } = this.#locale;
    const { seats, nextSeat, address, commune, ages, equipment, audiences } = site;
    const tools = [...equipment.map(t.tool), ...(site.stepFree === true ? [t.stepFree] : [])];
    return html`<li>
      <h3 translate="no">${site.name}</h3>
      <p class="counts">
        ${this.#renderHours(site, format)} ${badge(t.seats(seats, reachMinutes), seats > 0 ? 'done' : 'attention')}
        ${nextSeat === undefined ? nothing : html`<span>${t.firstSeat(format.time(nextSeat))}</span>`}
      </p>
      <dl>
        <dt>${t.where}</dt>
        <dd>${[address ?? t.noAddress, commune].filter(Boolean).join(', ')}</dd>
        <dt>${t.forWhom}</dt>
        <dd>${audiences.map(t.audience).join(', ')}</dd>
        <dt>${t.ages}</dt>
        <dd>${ages ? t.agesOf(ages) : t.noAges}</dd>
        <dt>${t.equipment}</dt>
        <dd>${tools.length > 0 ? tools.join(', ') : t.noEquipment}</dd>
      </dl>
    </li>`;
  }

  /** By the clock of now, not of when it was read: what could not be read again for hours is not said to be open still. */
  #renderHours({ from, until }: OpenSite, format: Format): TemplateResult {
    const { strings: t } = this.#locale;
    const now = this.#reading.now;
    if (now >= Date.parse(until)) return badge(t.hasClosed(format.time(until)), 'attention');
    if (now >= Date.parse(from)) return badge(t.isOpen(format.end(until)), 'done');
    return badge(t.opens(format.time(from), format.end(until)), 'waiting');
  }

  #renderClosed({ closed }: OpenNow): unknown {
    const { strings: t } = this.#locale;
    if (closed.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby="closed">
      <h3 id="closed">${t.closed}</h3>
      <ul role="list" class="rows">
        ${closed.map(
          ({ name, causes }) => html`<li><span translate="no">${name}</span> <span>${t.closedFor(causes)}</span></li>`,
        )}
      </ul>
    </section>`;
  }

  #renderSent({ sent }: OpenNow, format: Format): TemplateResult {
    const { strings: t } = this.#locale;
    const isPast = ({ state, start }: SentBooking) => state === 'awaited' && Date.parse(start) < this.#reading.now;
    return html`<section class="stack" aria-labelledby="sent">
      <h3 id="sent">${t.sent}</h3>
      ${
        sent.length === 0
          ? html`<p>${t.sentNone}</p>`
          : html`<p><strong>${this.#counts(sent).join(', ')}</strong></p>
              <ul role="list" class="rows">
                ${sent.map(
                  (one) =>
                    html`<li>
                      <time datetime=${one.start}>${format.time(one.start)}</time>
                      <span translate="no">${one.siteName}</span>
                      ${badge(t.state(one.state), LOOKS[one.state])}
                      ${isPast(one) ? badge(t.isPast, 'attention') : nothing}
                      <small class="quiet" translate="no">${t.number(one.reference)}</small>
                    </li>`,
                )}
              </ul>`
      }
    </section>`;
  }
}
