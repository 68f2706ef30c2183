// All that is shown once there is something to show: fetched by the element as soon as it stands in a page.
import type { Coordination, Matter, MatterKind, MatterList } from '@relais/sdk/coordination';
import { adoptStyles, css, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { badge, badges } from '../ui/badge.ts';
import { emptyState, emptyStates } from '../ui/flow/empty-state.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import { ReadingController } from '../ui/reading/reading-controller.ts';
import { signInOf, staleNotice } from '../ui/reading/reading-screens.ts';
import type { Screens, ScreensOptions } from '../ui/screened-element.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import type { MattersStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

export type MatterLinks = Readonly<Partial<Record<MatterKind, string>>>;

interface MattersHost extends ReactiveElement {
  readonly structure: string | undefined;
  readonly links: MatterLinks | undefined;
}

type State = { readonly name: 'loading' } | { readonly name: 'ready'; readonly list: MatterList };

/** Somebody waits for them. */
const GRAVE: readonly MatterKind[] = ['logBroken', 'callbacksLate', 'patientsToCall'];

const styles = css`
  .matters {
    display: grid;
    gap: var(--space);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .matters li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0.25em 1em;
    padding-block-end: var(--space);
    border-block-end: 1px solid var(--line);
  }
  .matters .row {
    align-items: center;
  }
`;

/** Owns: what needs a person. Its reading owns when it is read again, the host the box around it. */
export class Screen implements Screens {
  readonly #flow: FlowController<State>;
  readonly #host: MattersHost;
  readonly #locale: LocaleController<MattersStrings>;
  readonly #live: LiveRegionController;
  readonly #reading: ReadingController<Coordination>;
  #zone = 'Europe/Paris';

  constructor(host: MattersHost, { locale, source }: ScreensOptions<MattersStrings>) {
    this.#host = host;
    this.#locale = locale;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), badges, emptyStates, styles]);
    this.#live = new LiveRegionController(host);
    this.#flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#reading.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.#flow);
    this.#reading = new ReadingController<Coordination>(host, {
      source,
      flow: this.#flow,
      bring: async () => (await import('./calls.ts')).createCoordination,
      read: async (coordination, client) => {
        const [list, { timezone }] = await Promise.all([coordination.matters(), this.#reading.describe(client)]);
        return () => this.#take(list, timezone);
      },
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

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  #take(list: MatterList, timezone: string): void {
    const { state } = this.#flow;
    const before = state.name === 'ready' ? state.list.matters.length : undefined;
    this.#zone = timezone;
    this.#flow.update({ name: 'ready', list });
    if (before !== undefined && before < list.matters.length) this.#live.say(this.#sayAll(list));
  }

  #sayAll({ matters }: MatterList): string {
    const { strings: t } = this.#locale;
    return matters.map(({ kind, count }) => t.matter(kind, count)).join('. ');
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
    const { now, matters } = state.list;
    const format = createFormat(t, this.#locale.language, this.#zone);
    return html`${heading(t.title)} ${staleNotice(t, this.#reading, format)}
    ${
      matters.length === 0
        ? emptyState(t.nothing, t.nothingText(format.time(now)))
        : html`<ul role="list" class="matters">
            ${matters.map((matter) => this.#renderMatter(matter, format))}
          </ul>`
    }`;
  }

  #renderMatter({ kind, count, since }: Matter, format: Format): TemplateResult {
    const { strings: t } = this.#locale;
    const words = t.matter(kind, count);
    const href = this.#host.links?.[kind];
    const isGrave = GRAVE.includes(kind);
    return html`<li>
      <span
        ><span>${words}</span> ${
          since === undefined ? nothing : html`<small class="quiet">${t.since(format.at(since))}</small>`
        }</span
      >
      <span class="row"
        >${badge(isGrave ? t.grave : t.due, isGrave ? 'danger' : 'attention')}
        ${
          href === undefined
            ? nothing
            : html`<a class="button" href=${href} aria-label=${`${t.open}, ${words}`}>${t.open}</a>`
        }</span
      >
    </li>`;
  }
}
