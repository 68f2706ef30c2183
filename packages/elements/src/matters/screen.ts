// All that is shown once there is something to show: fetched by the element as soon as it stands in a page.
import type { Client } from '@relais/sdk';
import type { Matter, MatterKind, MatterList } from '@relais/sdk/coordination';
import { adoptStyles, css, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { badge, badges } from '../ui/badge.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { emptyState, emptyStates } from '../ui/flow/empty-state.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import type { ScreensOptions } from '../ui/screened-element.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import type { MattersStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

export type MatterLinks = Readonly<Partial<Record<MatterKind, string>>>;

interface MattersHost extends ReactiveElement {
  readonly structure: string | undefined;
  readonly links: MatterLinks | undefined;
}

type State = { readonly name: 'loading' } | { readonly name: 'ready'; readonly list: MatterList };

/** What changes by itself is read again so often. */
const AGAIN_MS = 60_000;
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

/** Owns: what needs a person, read again by itself while somebody looks. The host owns the box around it. */
export class Screen implements ReactiveController {
  readonly #flow: FlowController<State>;
  readonly #host: MattersHost;
  readonly #locale: LocaleController<MattersStrings>;
  readonly #source: () => ClientSource | undefined;
  readonly #live: LiveRegionController;
  #asked: ClientSource | 'none' | undefined;
  #client: Client | undefined;
  #zone = 'Europe/Paris';
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: MattersHost, { locale, source }: ScreensOptions<MattersStrings>) {
    this.#host = host;
    this.#locale = locale;
    this.#source = source;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), badges, emptyStates, styles]);
    this.#live = new LiveRegionController(host);
    this.#flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#client?.now() ?? Date.now(),
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.#flow);
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#lookAgain(), AGAIN_MS);
    document.addEventListener('visibilitychange', this.#lookAgain);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#lookAgain);
  }

  hostUpdate(): void {
    const chosen = this.#source() ?? 'none';
    if (chosen === this.#asked) return;
    this.#asked = chosen;
    this.#flow.replace({ name: 'loading' });
    void this.refresh();
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.#flow.trouble) return 'failed';
    return this.#flow.state.name;
  }

  get isBusy(): boolean {
    return this.#flow.isBusy;
  }

  refresh(): Promise<void> {
    return this.#flow.run(() => this.#read());
  }

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  /** Nothing is moved under whoever reads a failure: it is tried again by its own button, or by the flow. */
  readonly #lookAgain = (): void => {
    if (document.visibilityState === 'visible' && !this.#flow.trouble) void this.refresh();
  };

  async #read(): Promise<void> {
    const source = this.#source();
    if (!source) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, { createCoordination }] = await Promise.all([source.load(), import('./calls.ts')]);
    const [list, { timezone }] = await Promise.all([createCoordination(client).matters(), client.structure.describe()]);
    if (source !== this.#asked) return;
    [this.#client, this.#zone] = [client, timezone];
    const { state } = this.#flow;
    const before = state.name === 'ready' ? state.list.matters.length : undefined;
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
      const session = this.#client?.session;
      return troubleScreen(t, trouble, {
        retry: () => this.#flow.retry(),
        signIn: session && (() => location.assign(session.signInUrl(location.pathname))),
        secondsLeft,
      });
    }
    if (state.name === 'loading') return loading(t.loading);
    const { now, matters } = state.list;
    const format = createFormat(t, this.#locale.language, this.#zone);
    return html`${heading(t.title)}
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
