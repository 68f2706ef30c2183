import type { Client } from '@relais/sdk';
import type { ReactiveController, ReactiveElement } from 'lit';
import { createClientSource, givenClient, type ClientSource } from './client-source.ts';
import { Consumer } from './consumer.ts';
import { clientContext, sessionContext } from './contexts.ts';

/** What an element says itself of its backend; what it leaves out comes from the provider. */
export interface Connected extends ReactiveElement {
  api: string | undefined;
  structure: string | undefined;
  client: Client | undefined;
}

/**
 * Owns: which client an element uses — one given by the host, its own `api` and `structure`, or the provider's.
 * The professional's token goes only where the provider sends it, never to an `api` an element names itself.
 */
export class ClientController implements ReactiveController {
  /** `undefined` while nobody says which structure of which backend. */
  source: ClientSource | undefined;

  readonly #host: Connected;
  readonly #language: () => string;
  readonly #provided;
  readonly #session;

  constructor(host: Connected, language: () => string) {
    this.#host = host;
    this.#language = language;
    this.#provided = new Consumer(host, clientContext);
    this.#session = new Consumer(host, sessionContext);
    host.addController(this);
  }

  hostConnected(): void {
    this.#resolve();
  }

  hostUpdate(): void {
    this.#resolve();
  }

  #resolve(): void {
    const key = [this.#host.client, this.#host.api, this.#host.structure, this.#provided.value, this.#session.value];
    if (key.every((part, index) => part === this.#key[index])) return;
    this.#key = key;
    this.source = this.#choose();
  }

  /** What the present source was chosen from. */
  #key: unknown[] = [{}];

  #choose(): ClientSource | undefined {
    const { client, api, structure } = this.#host;
    const provided = this.#provided.value;
    if (client) return givenClient(client);
    if (api == null && !structure) return provided;
    const address = api ?? provided?.settings?.api;
    const id = structure || provided?.settings?.structure;
    if (address === undefined || !id) return undefined;
    const session = api == null ? this.#session.value : undefined;
    return createClientSource({ api: address, structure: id, language: this.#language() }, session);
  }
}
