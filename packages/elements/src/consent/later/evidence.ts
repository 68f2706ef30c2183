import SignaturePad from 'signature_pad';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { loadDeciding } from '../shared/load-deciding.ts';
import type { Asking, ScreenHost, View } from '../shared/types.ts';

/** Of a sheet that was scanned, in bytes: what the backend takes of it in base 64. */
const LARGEST_FILE = 440_000;

/** Owns: what is drawn, typed, sent or scanned as the evidence of a consent, until it is sealed. */
export class EvidenceTaker {
  readonly #host: ScreenHost;
  readonly #consent: Asking;
  #pad: SignaturePad | undefined;
  #canvas: HTMLCanvasElement | null = null;
  #isTyping = false;
  /** What was taken last; a digest that comes later than the next one is of no use. */
  #taken = '';
  #codeId: string | undefined;
  #trouble: 'code' | 'sms' | 'file' | undefined;

  constructor(host: ScreenHost, consent: Asking) {
    this.#host = host;
    this.#consent = consent;
  }

  render(view: View): TemplateResult | typeof nothing {
    switch (this.#consent.choices.method) {
      case 'drawnSignature':
        return this.#renderSignature(view);
      case 'oneTimeCode':
        return this.#renderCode(view);
      case 'paper':
        return this.#renderPaper(view);
      default:
        return html`<p class="quiet">${view.t.oralHelp}</p>`;
    }
  }

  /** Draws on the canvas that stands there now. */
  updated(): void {
    const canvas = this.#host.renderRoot.querySelector('canvas');
    if (canvas === this.#canvas) return;
    this.#pad?.off();
    this.#canvas = canvas;
    this.#pad = canvas ? this.#begin(canvas) : undefined;
  }

  #begin(canvas: HTMLCanvasElement): SignaturePad {
    const scale = Math.max(devicePixelRatio, 1);
    canvas.width = Math.max(canvas.offsetWidth, 1) * scale;
    canvas.height = Math.max(canvas.offsetHeight, 1) * scale;
    canvas.getContext('2d')?.scale(scale, scale);
    const pad = new SignaturePad(canvas, { backgroundColor: '#fff', penColor: '#000' });
    pad.addEventListener('endStroke', () => void this.#keep('drawing', pad.toDataURL('image/png').split(',')[1] ?? ''));
    return pad;
  }

  #keep(kind: 'drawing' | 'typedName' | 'scan', data: string): Promise<void> {
    return this.#consent.take(this.#digest(kind, data));
  }

  async #digest(kind: 'drawing' | 'typedName' | 'scan', data: string): Promise<void> {
    this.#taken = data;
    const { sha256 } = await loadDeciding();
    const digest = await sha256(data);
    if (data !== this.#taken) return;
    this.#consent.change({ evidence: data === '' ? undefined : { proof: { kind, sha256: digest }, data } });
  }

  /** With a finger or a mouse, or by typing one's name: both are worth the same, and neither is a qualified signature. */
  #renderSignature({ t, consent }: View): TemplateResult {
    const swap = (isTyping: boolean) => {
      this.#isTyping = isTyping;
      this.#taken = '';
      consent.change({ evidence: undefined });
    };
    return html`<div class="stack">
      <p class="quiet">${t.signatureHelp}</p>
      <div class="choices" role="radiogroup" aria-label=${t.signatureHow}>
        ${[false, true].map(
          (isTyping) =>
            html`<label class="choice">
              <input
                type="radio"
                name="signing"
                .checked=${this.#isTyping === isTyping}
                @change=${() => swap(isTyping)}
              />
              <span>${isTyping ? t.typeName : t.drawName}</span>
            </label>`,
        )}
      </div>
      ${
        this.#isTyping
          ? html`<label class="field">
              <span>${t.typedName}</span>
              <input
                type="text"
                autocomplete="off"
                maxlength="200"
                @input=${(event: Event) => void this.#keep('typedName', (event.target as HTMLInputElement).value.trim())}
              />
            </label>`
          : html`<canvas class="pad" role="img" aria-label=${t.padLabel}></canvas>
              <button
                type="button"
                class="link"
                part="action"
                @click=${() => {
                  this.#pad?.clear();
                  this.#taken = '';
                  consent.change({ evidence: undefined });
                }}
              >
                ${t.clear}
              </button>`
      }
    </div>`;
  }

  #renderCode({ t, consent }: View): TemplateResult {
    const valueOf = (id: string) => this.#host.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
    return html`<div class="stack">
      <label class="field">
        <span>${t.phone}</span>
        <input id="phone" type="tel" autocomplete="off" maxlength="40" />
      </label>
      <button type="button" part="action" @click=${() => void this.#send(valueOf('phone'))}>${t.sendCode}</button>
      ${
        this.#codeId === undefined
          ? nothing
          : html`<label class="field">
                <span>${t.code}</span>
                <input id="digits" inputmode="numeric" autocomplete="off" maxlength="6" />
              </label>
              <button type="button" part="action" @click=${() => void this.#check(valueOf('digits'))}>
                ${t.checkCode}
              </button>`
      }
      ${consent.choices.evidence ? html`<p role="status">${t.codeRight}</p>` : nothing}
      ${this.#trouble === undefined ? nothing : html`<p role="alert">${t.evidenceTroubles[this.#trouble]}</p>`}
    </div>`;
  }

  async #send(phone: string): Promise<void> {
    this.#trouble = this.#codeId = undefined;
    try {
      this.#codeId = (await this.#host.codes?.sendCode(phone))?.id;
    } catch {
      this.#trouble = 'sms';
    }
    this.#host.requestUpdate();
  }

  async #check(digits: string): Promise<void> {
    this.#trouble = undefined;
    try {
      const sha256 = await this.#host.codes?.checkCode(this.#codeId ?? '', digits);
      if (sha256 === undefined) this.#trouble = 'code';
      else this.#consent.change({ evidence: { proof: { kind: 'code', sha256 } } });
    } catch {
      this.#trouble = 'code';
    }
    this.#host.requestUpdate();
  }

  #renderPaper({ t, consent }: View): TemplateResult {
    return html`<div class="stack">
      <label class="field">
        <span>${t.scan}</span>
        <input
          type="file"
          accept="image/*,application/pdf"
          @change=${(event: Event) => void consent.take(this.#scan(event))}
        />
      </label>
      ${consent.choices.evidence ? html`<p role="status">${t.scanned}</p>` : nothing}
      ${this.#trouble === 'file' ? html`<p role="alert">${t.evidenceTroubles.file}</p>` : nothing}
    </div>`;
  }

  async #scan(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.#trouble = undefined;
    if (!file || file.size > LARGEST_FILE || file.size === 0) {
      this.#trouble = file ? 'file' : undefined;
      this.#consent.change({ evidence: undefined });
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    await this.#digest('scan', btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
  }
}
