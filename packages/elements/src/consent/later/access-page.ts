// The window of somebody the patient lets look: fetched there and nowhere else.
import type { ConsentAccessState } from '@relais/sdk/consent/parts';
import { adoptStyles, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { styles as firstStyles } from '../shared/consent.styles.ts';
import { when } from '../shared/reading.ts';
import type { LinkHost, OwnScreens, View } from '../shared/types.ts';
import { styles } from './later.styles.ts';
import { consentsOf, linkOf, renderTrouble, troubleOf } from './link.ts';
import type { LinkTrouble } from './link.ts';

/** Owns: how an access stands, told live. What the host puts inside the element is shown while it is open, and not a moment longer. */
export class AccessPage implements OwnScreens {
  readonly #host: LinkHost;
  #access: ConsentAccessState | undefined;
  #trouble: LinkTrouble | undefined;
  #stop: (() => void) | undefined;

  constructor(host: LinkHost) {
    this.#host = host;
    adoptStyles(host.renderRoot as ShadowRoot, [...firstStyles, ...styles]);
  }

  async open(): Promise<void> {
    this.close();
    this.#show(undefined, undefined);
    const link = linkOf(this.#host, 'acces');
    if (!link) {
      this.#show(undefined, 'linkBroken');
      return;
    }
    try {
      const consents = await consentsOf(this.#host);
      if (!this.#host.isConnected) return;
      this.#stop = consents.followAccess(link, {
        onAccess: (access) => this.#show(access, undefined),
        onFailure: (error) => this.#show(undefined, troubleOf(error)),
      });
    } catch (error) {
      this.#show(undefined, troubleOf(error));
    }
  }

  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #show(access: ConsentAccessState | undefined, trouble: LinkTrouble | undefined): void {
    this.#access = access;
    this.#trouble = trouble;
    this.#host.requestUpdate();
  }

  render(view: View): TemplateResult {
    const { t, language } = view;
    if (this.#trouble) return renderTrouble(view, this.#trouble, () => void this.open());
    if (!this.#access) return html`<p role="status">${t.loading}</p>`;
    const { open, openedAt, closedAt } = this.#access;
    const sign: string = open ? '✓' : '✕';
    return html`<div class="stack">
      <div class="banner" part="banner" data-tone=${open ? 'yes' : 'no'} role="status">
        <span class="sign" aria-hidden="true">${sign}</span>
        <div>
          <p class="state"><strong>${open ? t.accessOpen : t.accessClosed}</strong></p>
          <p class="quiet">
            ${open || closedAt === undefined ? t.accessSince(when(openedAt, language)) : t.accessUntil(when(closedAt, language))}
          </p>
        </div>
      </div>
      ${open ? html`<slot></slot>` : html`<p>${t.accessClosedHelp}</p>`}
    </div>`;
  }
}
