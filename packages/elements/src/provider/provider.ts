import { ContextProvider } from '@lit/context';
import type { Client } from '@relais/sdk';
import { css, type PropertyValues } from 'lit';
import { html } from '../ui/html.ts';
import { createClientSource, givenClient, type ClientSettings, type ClientSource } from '../ui/client-source.ts';
import { clientContext, sessionContext } from '../ui/contexts.ts';
import { localeContext, type Vocabulary } from '../ui/locale-context.ts';
import { density } from '../ui/density.styles.ts';
import { pageLanguage } from '../ui/locale-controller.ts';
import type { Session } from '../ui/session.ts';
import { createSignedInSource } from '../ui/signed-in-source.ts';
import type { AnyStrings, FetchTranslation } from './words.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/**
 * Gives the client, the language, the session and the density to the elements inside it, so that each need not be told.
 * An element's own attributes win over the provider's.
 *
 * @element relais-provider
 * @summary Shares one client, language, session and density.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand in the elements inside.
 *
 * @cssprop [--relais-density=0] - The same as a number, from 0 (comfortable) to 1 (compact), for a page's styles.
 *
 * @slot - The page's content with the kit's elements somewhere in it.
 */
export class Provider extends RelaisElement {
  static override properties = {
    api: {},
    structure: {},
    language: {},
    strings: { attribute: false },
    languages: { attribute: false },
    client: { attribute: false },
    getToken: { attribute: false },
    getPerson: { attribute: false },
    signIn: { type: Boolean, attribute: 'sign-in' },
  };

  static override styles = [
    density,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  readonly #client = new ContextProvider(this, { context: clientContext });
  readonly #locale = new ContextProvider(this, { context: localeContext });
  readonly #asked: Session = {
    getToken: () => this.getToken?.(),
    // A client made by the host has the host's session, and drafts are kept for the same person.
    getPerson: async () => (await this.getPerson?.()) || (this.client ?? (await this.#signedIn?.load()))?.person(),
    getKey: async (person) => (await this.#signedIn?.load())?.session?.key(person),
  };
  readonly #session = new ContextProvider(this, { context: sessionContext });

  /** Where people sign in at the backend. */
  #signedIn: ClientSource | undefined;

  /** Address of the backend, before `/api/v1`. */
  declare api: string | undefined;

  /** Id of the structure. */
  declare structure: string | undefined;

  /** `fr`, `en` or one of `languages`. Without it, the `lang` of the page decides. */
  declare language: string | undefined;

  /** How languages are fetched that the kit does not bring, by primary subtag: each a module whose default export has words by tag and key. Fetched once a page. */
  declare languages: Readonly<Record<string, FetchTranslation>> | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<AnyStrings> | undefined;

  /** A client made by the host, in place of `api` and `structure`. Where `getPerson` says nobody, it says who is signed in. */
  declare client: Client | undefined;

  /** Gives the bearer token of a signed-in professional. May be another function at every render of the host. */
  declare getToken: Session['getToken'];

  /**
   * Gives the id of whoever is signed in, to keep what is unsent and unfinished on the device for that person alone. Without it the client's
   * own, or the token's issuer and subject do; a token that names nobody needs it.
   */
  declare getPerson: Session['getPerson'];

  /**
   * People sign in at the backend itself, for pages of its own origin: `relais-session` shows who is there. `getToken` and `getPerson` are then
   * not asked.
   */
  declare signIn: boolean;

  constructor() {
    super();
    this.signIn = false;
    this.#session.setValue(this.#asked);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if ((['language', 'languages', 'strings'] as const).some((name) => changed.has(name))) this.#provideLocale();
    // A change of language or session is no change of backend: a booking under way goes on, its next request in the new one.
    if ((['client', 'api', 'structure', 'signIn'] as const).some((name) => changed.has(name))) this.#provideClient();
  }

  #provideLocale(): void {
    const { language, strings = {}, languages = {} } = this;
    const others = Object.fromEntries(Object.entries(languages).map(([code, fetch]) => [code, layOver(fetch)]));
    this.#locale.setValue({ language, strings, others });
  }

  #provideClient(): void {
    const { client, api, structure, language } = this;
    this.#signedIn = undefined;
    if (client) this.#client.setValue(givenClient(client));
    else if (api != null && structure)
      this.#client.setValue(this.#createSource({ api, structure, language: language ?? pageLanguage(this) }));
    else this.#client.setValue(undefined);
  }

  #createSource(settings: ClientSettings): ClientSource {
    if (!this.signIn) return createClientSource(settings, this.#asked);
    return (this.#signedIn = createSignedInSource(settings));
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}

/** What a translation leaves out is said in French. */
function layOver(fetch: FetchTranslation) {
  return async <Words>({ fr, whole }: Vocabulary<Words>, tag: string): Promise<Words> => {
    const [words, translation] = await Promise.all([whole?.(), fetch()]);
    return { ...fr, ...words, ...translation.default[tag] };
  };
}
