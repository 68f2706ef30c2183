import type { ReactiveController } from 'lit';
import { ClientController, type Connected } from '../client-controller.ts';
import type { ClientSource } from '../client-source.ts';
import type { Trouble } from '../flow/trouble.ts';

/** What is opened by a link that somebody was given. */
export interface LinkHost extends Connected {
  link: string | undefined;
}

/** Owns: by which link an element is opened, and which backend it asks. The host owns what is shown of it. */
export class LinkController implements ReactiveController {
  source: ClientSource | undefined;
  fragment = '';

  readonly #host: LinkHost;
  readonly #clients: ClientController;
  #isFollowed = false;
  #forgotten: string | undefined;

  constructor(host: LinkHost, language: () => string) {
    this.#host = host;
    this.#clients = new ClientController(host, language);
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#hear);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#hear);
  }

  /** Takes what the host and the address of the page say now. @returns whether that is another link or backend than before */
  follow(): boolean {
    const { source } = this.#clients;
    const given = this.#host.link ?? location.hash;
    const fragment = given === this.#forgotten ? '' : given;
    if (fragment !== '') this.#forgotten = undefined;
    if (this.#isFollowed && source === this.source && fragment === this.fragment) return false;
    [this.source, this.fragment, this.#isFollowed] = [source, fragment, true];
    return true;
  }

  /** Begins to ask. @returns whether what is answered is still of the link and backend of now */
  ask(): () => boolean {
    const { source, fragment } = this;
    return () => this.source === source && this.fragment === fragment;
  }

  /** Goes on without the link, until another is given: who begins anew does not see the former again. */
  forget(): void {
    this.#forgotten = this.#host.link ?? location.hash;
    this.fragment = '';
  }

  /** One page may serve several structures: the link says which, where the page does not. @returns false where that helps nothing */
  takeStructure(structureId: string): boolean {
    if (this.#host.structure || this.#host.api == null) return false;
    this.#host.structure = structureId;
    return true;
  }

  readonly #hear = (): void => this.#host.requestUpdate();
}

/** Whether the link is a wrong, shortened, revoked or old one: who has it is not signed out of anything. */
export function isOfLink({ name }: Trouble): boolean {
  return name === 'signed-out' || name === 'forbidden' || name === 'missing';
}
