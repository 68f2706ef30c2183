// Photographs, where the protocol says that one may be attached: fetched with such a protocol.
import '../consent/relais-consent.ts';
import type { Protocol } from '@relais/sdk/protocol/tree';
import { MOST_PHOTOGRAPHS } from '@relais/sdk/run';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import { Photographs, type Attached, type Draft, type PhotographedRun } from './photographs.ts';
import { styles } from './photographs.styles.ts';
import type { RunHost } from './types.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

type Place = NonNullable<Protocol['photographs']>[number];
type Drawn = TemplateResult | typeof nothing;

/** What they are drawn from. */
export interface PhotographView {
  readonly t: ProtocolRunStrings;
  readonly language: string;
}

/** Draws the photographs of a run, and what becomes of them. */
export class PhotographsScreen {
  readonly photographs: Photographs;
  readonly #host: RunHost;
  readonly #run: PhotographedRun;

  constructor(host: RunHost, run: PhotographedRun) {
    this.#host = host;
    this.#run = run;
    this.photographs = new Photographs(host, run);
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet!];
  }

  render(view: PhotographView): Drawn {
    const { t } = view;
    const { photographs: places = [] } = this.#run.open?.protocol ?? {};
    if (places.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby="photographs">
      <h3 id="photographs">${t.photograph.title}</h3>
      <p class="quiet">${this.#run.isTraining ? t.photograph.training : t.photograph.help}</p>
      ${places.map((place) => this.#renderPlace(view, place))} ${this.#renderConsent(view)}
    </section>`;
  }

  /** What of them is not with the run, on the screens where it is ended and has ended. */
  renderLeft({ t: { photograph: t } }: PhotographView): Drawn {
    const { unsent, drafts } = this.photographs;
    const left = [unsent > 0 && t.unsent(unsent), drafts.size > 0 && t.unattached].filter((words) => words !== false);
    return left.length > 0
      ? html`${left.map((words) => html`<p class="notice" part="notice" role="status">${words}</p>`)}`
      : nothing;
  }

  #renderPlace(view: PhotographView, { item, text, status }: Place): TemplateResult {
    const { t } = view;
    const { attached, drafts, troubles } = this.photographs;
    const trouble = troubles.get(item);
    const draft = drafts.get(item);
    return html`<div class="stack">
      <p>
        <strong>${text}</strong>
        ${status === 'illustrative' ? html`<span class="example">${t.example}</span>` : nothing}
      </p>
      ${attached.filter(({ picture }) => picture.item === item).map((one) => this.#renderAttached(view, one))}
      ${draft ? this.#renderDraft(view, item, draft) : this.#renderWays(view, item)}
      <p class="trouble" role="alert">${trouble ? t.photograph.troubles[trouble] : nothing}</p>
    </div>`;
  }

  /** The ways to one: by the camera on what is held in a hand, and by a file everywhere. */
  #renderWays({ t }: PhotographView, item: string): TemplateResult {
    if (this.photographs.isFull) return html`<p class="quiet">${t.photograph.full(MOST_PHOTOGRAPHS)}</p>`;
    if (!this.photographs.hasAgreed) {
      const ask = () => this.photographs.ask(item);
      return html`<button type="button" part="action" id=${`attach-${item}`} @click=${ask}>
        ${t.photograph.attach}
      </button>`;
    }
    const isHandheld = matchMedia('(pointer: coarse)').matches;
    return html`<div class="actions">
      ${isHandheld ? this.#renderWay(t.photograph.take, item, 'camera') : nothing}
      ${this.#renderWay(isHandheld ? t.photograph.choose : t.photograph.attach, item, 'attach')}
    </div>`;
  }

  #renderWay(label: string, item: string, way: 'camera' | 'attach'): TemplateResult {
    const open = ({ currentTarget }: Event) =>
      ((currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
    return html`<button type="button" part="action" id=${`${way}-${item}`} @click=${open}>${label}</button>
      <input
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp"
        capture=${way === 'camera' ? 'environment' : nothing}
        @change=${(event: Event) => void this.photographs.choose(item, event.target as HTMLInputElement)}
      />`;
  }

  #renderDraft({ t }: PhotographView, item: string, draft: Draft): TemplateResult {
    const { canvas, description, isUndescribed } = draft;
    const { photographs } = this;
    canvas.setAttribute('aria-label', t.photograph.chosen);
    return html`${canvas}
      <label class="field">
        <span>${t.photograph.description}</span>
        <input
          id=${`description-${item}`}
          type="text"
          autocomplete="off"
          maxlength="500"
          aria-describedby=${`describe-${item}`}
          aria-invalid=${isUndescribed ? 'true' : nothing}
          .value=${description}
          @input=${(event: Event) => (draft.description = (event.target as HTMLInputElement).value)}
        />
      </label>
      <p class=${isUndescribed ? 'trouble' : 'quiet'} id=${`describe-${item}`}>
        ${isUndescribed ? t.photograph.undescribed : t.photograph.descriptionHelp}
      </p>
      <div class="actions">
        <button type="button" part="action" @click=${() => void photographs.attach(item)}>
          ${t.photograph.confirm}
        </button>
        <button type="button" part="action" @click=${() => void photographs.cancel(item)}>
          ${t.photograph.cancel}
        </button>
      </div>`;
  }

  #renderAttached({ t }: PhotographView, attached: Attached): TemplateResult {
    const { picture, canvas, standing } = attached;
    const { photographs } = this;
    return html`<figure id=${`photograph-${picture.id}`} tabindex="-1">
      ${canvas}
      <figcaption>${picture.description}</figcaption>
      <p class="quiet" role="status">${standingOf(t, attached)}</p>
      <div class="actions">
        ${
          standing === 'failed'
            ? html`<button type="button" part="action" @click=${() => void photographs.send(attached)}>
                ${t.retry}
              </button>`
            : nothing
        }
        <button type="button" part="action" @click=${() => void photographs.takeBack(attached)}>
          ${t.photograph.takeBack}
          <span class="hidden">${picture.description}</span>
        </button>
      </div>
    </figure>`;
  }

  /** Asked apart from the care, once somebody wants to attach one; it stays there to be withdrawn. */
  #renderConsent({ t, language }: PhotographView): Drawn {
    const { asking, isRefused, records, decided } = this.photographs;
    if (asking === undefined) return nothing;
    const { texts = [], patient, values, collector, organization, now } = this.#host;
    const { open, run } = this.#run;
    const own = texts.filter(({ code }) => code === 'photograph');
    if (own.length === 0 || !patient || !open)
      return html`<p class="notice" part="notice" id="photograph-consent" tabindex="-1">${t.photograph.noText}</p>`;
    const { id, identityStatus, ageYears, regime = 'none', givenName, familyName } = patient;
    const name = [givenName, familyName].filter(Boolean).join(' ');
    return html`${
        isRefused
          ? html`<p class="notice" part="notice" id="photograph-refused" tabindex="-1">${t.photograph.without}</p>`
          : nothing
      }
      <div id="photograph-consent" tabindex="-1">
        <relais-consent
          .language=${language}
          .code=${'photograph'}
          .texts=${own}
          .values=${values}
          .patient=${{ id, identityStatus, ageYears, regime, ...(name && { name }) }}
          .collector=${collector}
          .organization=${organization}
          .records=${records}
          .protocol=${{ id: open.protocol.id, version: open.protocol.version }}
          .run=${run}
          .now=${now}
          @relais-consent-decided=${decided}
        ></relais-consent>
      </div>`;
  }
}

function standingOf({ photograph: t }: ProtocolRunStrings, { standing, refusal = '' }: Attached): string {
  if (standing === 'refused') return (t.refusals as Partial<Record<string, string>>)[refusal] ?? t.refused;
  return t.standings[standing === 'kept' || standing === 'leaving' ? 'sent' : standing];
}
