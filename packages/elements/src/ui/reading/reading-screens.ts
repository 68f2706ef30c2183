import type { Client } from '@relais/sdk';
import { nothing } from 'lit';
import { button, type Part } from '../flow/screens.ts';
import type { Format } from '../format.ts';
import { html } from '../html.ts';
import type { ReadingWords } from '../words/reading-fr.ts';

/** Leads to where one signs in, where the backend has such a place. */
export function signInOf(client: Client | undefined): (() => void) | undefined {
  const session = client?.session;
  return session && (() => location.assign(session.signInUrl()));
}

/** What is shown could not be read again: of when it is, and a way to try. Nothing where it is as new as it can be. */
export function staleNotice(
  t: ReadingWords & { readonly retry: string },
  reading: { readonly staleSince: number | undefined; refresh(): unknown },
  format: Format,
): Part {
  const { staleSince } = reading;
  if (staleSince === undefined) return nothing;
  return html`<div class="notice" part="notice" role="status">
    <p>${t.stale(format.time(staleSince))}</p>
    ${button(t.retry, () => reading.refresh(), 'link')}
  </div>`;
}
