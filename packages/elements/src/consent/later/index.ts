// What comes after the first screen: who decides and how, what the patient reads, the copy. Fetched when there is time.
import { adoptStyles, nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { styles as firstStyles } from '../shared/consent.styles.ts';
import { ConsentTalkRequestEvent } from '../shared/consent-events.ts';
import { directionOf } from '../shared/reading.ts';
import type { Asking, LaterScreens, ReadingLink, ScreenHost, View } from '../shared/types.ts';
import { readingWords, renderActions, renderAsides, renderBeside, renderRead } from './beside.ts';
import { renderCopy } from './copy.ts';
import { EvidenceTaker } from './evidence.ts';
import { renderHow } from './how.ts';
import { styles } from './later.styles.ts';
import { PatientReading } from './patient-reading.ts';
import type { Reader } from './patient-reading.ts';
import { renderQr } from './qr.ts';
import { renderReason } from './reason.ts';

/** How often it is asked whether the patient has read, while her code is shown. */
const LOOK_MS = 3000;

type Shown = 'text' | 'patient' | 'link' | undefined;

/** The later screens of one element. */
export class Later implements LaterScreens {
  readonly renderActions = renderActions;
  readonly renderAsides = renderAsides;
  readonly renderBeside = renderBeside;
  readonly renderRead = renderRead;
  readonly renderReason = renderReason;
  readonly reading: PatientReading;
  readonly evidence: EvidenceTaker;
  readonly #host: ScreenHost;
  readonly #consent: Asking;
  #shown: Shown;
  #link: ReadingLink | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  #hasFailed = false;
  #isPrinting = false;

  constructor(host: ScreenHost, consent: Asking) {
    this.#host = host;
    this.#consent = consent;
    this.reading = new PatientReading(host, this.#readerAtScreen());
    this.evidence = new EvidenceTaker(host, consent);
    adoptStyles(host.renderRoot as ShadowRoot, [...firstStyles, ...styles]);
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.#stopLooking();
    if (shown === 'patient') this.reading.start();
    this.#host.requestUpdate();
  }

  /** Makes the link by which the text is read beforehand, and shows it. */
  async showLink(): Promise<void> {
    const { text } = this.#consent;
    this.#link = undefined;
    this.#hasFailed = false;
    this.show('link');
    try {
      this.#link = text && (await this.#host.readingLink?.(text));
      this.#hasFailed = this.#link === undefined;
      if (this.#link) this.#follow(this.#link);
    } catch {
      this.#hasFailed = true;
    }
    this.#host.requestUpdate();
  }

  /** Asks whether she has read, while her code is shown and once more when it no longer is. */
  #follow(link: ReadingLink): void {
    void this.#consent.follow(link);
    this.#looking = setInterval(() => {
      if (!this.#host.isConnected) clearInterval(this.#looking);
      void this.#consent.follow(link);
    }, LOOK_MS);
  }

  #stopLooking(): void {
    if (this.#looking === undefined) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
    if (this.#link) void this.#consent.follow(this.#link);
  }

  #readerAtScreen(): Reader {
    const [consent, close] = [this.#consent, () => this.show(undefined)];
    return {
      get texts() {
        return consent.texts;
      },
      get text() {
        return consent.text;
      },
      choose: (text) => consent.choose(text),
      finish() {
        consent.sayAll();
        close();
        consent.focusNext = '.primary';
      },
      talk: () => {
        close();
        this.#host.dispatchEvent(new ConsentTalkRequestEvent());
      },
      leave: close,
      focus(selector) {
        consent.focusNext = selector;
      },
    };
  }

  async print(): Promise<void> {
    this.#isPrinting = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    window.print();
  }

  renderHow(view: View): TemplateResult {
    return renderHow(view, this.evidence);
  }

  render(view: View): TemplateResult | typeof nothing {
    const { proof } = view.consent.standing;
    const record = proof && view.consent.records.find((one) => one.proof.id === proof.id);
    return html`${this.#renderDialog(view)} ${record && this.#isPrinting ? renderCopy(view, record) : nothing}`;
  }

  updated(): void {
    const dialog = this.#host.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    this.evidence.updated();
  }

  #renderDialog(view: View): TemplateResult | typeof nothing {
    const close = () => this.show(undefined);
    switch (this.#shown) {
      case 'patient':
        return html`<dialog class="dialog" aria-labelledby="idea" @close=${close}>
          ${this.reading.render(view)}
        </dialog>`;
      case 'text':
        return html`<dialog class="dialog" aria-labelledby="shown" @close=${close}>${renderText(view, close)}</dialog>`;
      case 'link':
        return html`<dialog class="dialog" aria-labelledby="link" @close=${close}>
          ${renderLink(view, this.#link, this.#hasFailed, close)}
        </dialog>`;
      default:
        return nothing;
    }
  }
}

export function createLater(host: ScreenHost, consent: Asking): Later {
  return new Later(host, consent);
}

/** The exact text that the decision is about. */
function renderText({ t, consent }: View, close: () => void): TemplateResult {
  const { proof } = consent.standing;
  const text = consent.records.find((one) => one.proof.id === proof?.id)?.text;
  return html`<div class="stack">
    <h3 id="shown">${t.readText}</h3>
    <p lang=${proof?.text?.language ?? nothing} dir=${directionOf(proof?.text?.language ?? 'fr')}>
      <span class="exact" translate="no">${text ?? t.noText}</span>
    </p>
    <button type="button" part="action" @click=${close}>${t.close}</button>
  </div>`;
}

function renderLink(view: View, link: ReadingLink | undefined, hasFailed: boolean, close: () => void): TemplateResult {
  const { t } = view;
  return html`<div class="stack">
    <h3 id="link">${t.readsBefore}</h3>
    ${
      hasFailed
        ? html`<p role="alert">${t.linkFailed}</p>`
        : link === undefined
          ? html`<p role="status">${t.loading}</p>`
          : html`<p>${t.linkHelp}</p>
              ${renderQr(link.href, t.linkQr)}
              <p role="status">${readingWords(view) ?? t.notReadYet}</p>`
    }
    <button type="button" part="action" @click=${close}>${t.close}</button>
  </div>`;
}
