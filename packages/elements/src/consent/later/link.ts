// What the pages behind links share: how they come by what the link opens, and what they say when it opens nothing.
import { createConsents } from '@relais/sdk/consent';
import type { ConsentLink, Consents } from '@relais/sdk/consent';
import { nothing, type TemplateResult } from 'lit';
import { createClientSource, givenClient } from '../../ui/client-source.ts';
import { html } from '../../ui/html.ts';
import type { LinkHost, View } from '../shared/types.ts';

/** The link is none, or no longer one, or the backend is not reached. */
export type LinkTrouble = 'linkBroken' | 'linkExpired' | 'linkUnreachable';

/** `#lecture=ID.TOKEN`: what stands after the number sign, which no server and no referrer is told. */
export function linkOf(host: LinkHost, name: 'lecture' | 'acces'): ConsentLink | undefined {
  const [, found, id, token] = /#(\w+)=([\w-]{16,64})\.(rl_[\w-]+)$/.exec(host.link ?? location.hash) ?? [];
  return found === name && id !== undefined && token !== undefined ? { id, token } : undefined;
}

/** The consents of the structure whose link it is. */
export async function consentsOf({ client, api = '', structure = '', language = 'fr' }: LinkHost): Promise<Consents> {
  const source = client ? givenClient(client) : createClientSource({ api, structure, language });
  return createConsents(await source.load());
}

/** A wrong token and an unknown id are one thing to who opens it: a link that was not copied as a whole. */
export function troubleOf(error: unknown): LinkTrouble {
  switch ((error as { status?: number }).status) {
    case 403:
    case 404:
      return 'linkBroken';
    case 410:
      return 'linkExpired';
    default:
      return 'linkUnreachable';
  }
}

export function renderTrouble({ t }: View, trouble: LinkTrouble, retry: () => void): TemplateResult {
  return html`<div class="stack" role="alert">
    <p class="notice" part="notice">${t.linkTroubles[trouble]}</p>
    ${
      trouble === 'linkUnreachable'
        ? html`<button type="button" part="action" @click=${retry}>${t.tryAgain}</button>`
        : nothing
    }
  </div>`;
}
