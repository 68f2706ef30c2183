import type { Client, ClientSession, SessionState } from '@relais/sdk';
import type { ReactiveController } from 'lit';
import type { Connected } from '../ui/client-controller.ts';
import { givenClient, type ClientSource } from '../ui/client-source.ts';
import { Consumer } from '../ui/consumer.ts';
import { clientContext } from '../ui/contexts.ts';
import { createSignedInSource } from '../ui/signed-in-source.ts';

/** What there is to show. `missing`: the page has no client whose people sign in. */
export type Shown = SessionState | { readonly status: 'missing' | 'unnamed' | 'unloaded' };

/** A page that was looked away from for so long asks again who is there. */
const LOOK_AWAY_MILLISECONDS = 60_000;

/**
 * Owns: whose session is shown, that it is asked for again when somebody comes back to the page, and that the person is noticed while she
 * works anywhere on it. The host owns what is shown of it.
 */
export class SessionController implements ReactiveController {
  shown: Shown = { status: 'unknown' };
  session: ClientSession | undefined;

  readonly #host: Connected;
  readonly #language: () => string;
  readonly #onChange: (shown: Shown) => void;
  readonly #provided;
  #key: readonly unknown[] = [];
  #stop: (() => void) | undefined;
  #awaySince = Infinity;

  constructor(host: Connected, language: () => string, onChange: (shown: Shown) => void) {
    this.#host = host;
    this.#language = language;
    this.#onChange = onChange;
    this.#provided = new Consumer(host, clientContext);
    host.addController(this);
  }

  hostConnected(): void {
    this.#key = [];
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, this.#touch, { capture: true, passive: true });
    addEventListener('pageshow', this.#comeBack);
    document.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    for (const type of ['pointerdown', 'keydown']) removeEventListener(type, this.#touch, { capture: true });
    removeEventListener('pageshow', this.#comeBack);
    document.removeEventListener('visibilitychange', this.#look);
    this.#leave();
  }

  hostUpdate(): void {
    const { client, api, structure } = this.#host;
    const key = [client, api, structure, this.#provided.value];
    if (key.length === this.#key.length && key.every((part, index) => part === this.#key[index])) return;
    this.#key = key;
    this.#leave();
    const source = this.#choose();
    if (source) void this.#follow(source, key);
    else this.shown = { status: 'unnamed' };
  }

  async retry(): Promise<void> {
    if (this.session) await this.session.refresh();
    else this.#key = [];
    this.#host.requestUpdate();
  }

  #choose(): ClientSource | undefined {
    const { client, api, structure } = this.#host;
    if (client) return givenClient(client);
    if (api == null && !structure) return this.#provided.value;
    const address = api ?? this.#provided.value?.settings?.api;
    const id = structure || this.#provided.value?.settings?.structure;
    return address === undefined || !id
      ? undefined
      : createSignedInSource({ api: address, structure: id, language: this.#language() });
  }

  async #follow(source: ClientSource, key: readonly unknown[]): Promise<void> {
    let client: Client | undefined;
    try {
      client = await source.load();
    } catch {
      if (key === this.#key) this.#show({ status: 'unloaded' });
      return;
    }
    if (key !== this.#key) return;
    this.session = client.session;
    if (!this.session) this.#show({ status: 'missing' });
    else {
      this.#stop = this.session.subscribe((state) => this.#show(state));
      this.#show(this.session.state);
    }
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = this.session = undefined;
    this.shown = { status: 'unknown' };
  }

  #show(shown: Shown): void {
    this.shown = shown;
    this.#onChange(shown);
    this.#host.requestUpdate();
  }

  #touch = (): void => this.session?.touch();

  /** From the browser's memory of pages, as it was left: somebody else may be there. */
  #comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) void this.session?.refresh();
  };

  #look = (): void => {
    const away = Date.now() - this.#awaySince;
    this.#awaySince = document.hidden ? Date.now() : Infinity;
    if (away > LOOK_AWAY_MILLISECONDS) void this.session?.refresh();
  };
}
