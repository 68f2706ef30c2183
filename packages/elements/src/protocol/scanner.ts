// Opens the camera and looks for the bar code of a test: fetched when somebody presses for it, where the browser reads bar codes.
import { readGs1 } from '@relais/sdk/run';
import type { Gs1Code } from '@relais/sdk/run';
import type { ReactiveController, ReactiveElement, TemplateResult } from 'lit';
import { DialogController } from '../ui/dialog/dialog-controller.ts';
import { html } from '../ui/html.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

/** What browsers have of the Barcode Detection API (https://wicg.github.io/shape-detection-api/); TypeScript does not know it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface Detectors {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Kinds of code in which GS1 is printed. */
const FORMATS = ['data_matrix', 'code_128', 'qr_code', 'ean_13', 'ean_8', 'upc_a', 'itf'];
const LOOK_MS = 250;

type State = keyof ProtocolRunStrings['scanStates'];

/** What becomes of a code that says lot or expiry. */
export type TakeCode = (code: Gs1Code) => void;

/**
 * Owns: the dialog, the camera and the search for a code. The camera is on while the dialog is open, and no longer: closed, with the element gone or
 * the page out of sight, it is off.
 */
export class Scanner implements ReactiveController {
  state: State = 'opening';
  readonly #host: ReactiveElement;
  readonly #now: () => number;
  readonly #dialog: DialogController<TakeCode>;
  #stream: MediaStream | undefined;
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement, now: () => number) {
    this.#host = host;
    this.#now = now;
    this.#dialog = new DialogController<TakeCode>(host);
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#leave);
    document.addEventListener('visibilitychange', this.#leave);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#leave);
    document.removeEventListener('visibilitychange', this.#leave);
    this.#stop();
  }

  hostUpdated(): void {
    // However it was closed.
    if (this.#dialog.about === undefined) this.#stop();
  }

  async open(take: TakeCode): Promise<void> {
    this.state = 'opening';
    this.#dialog.open(take);
    try {
      const detector = await detectorHere();
      if (detector) await this.#openCamera(take, detector);
      else this.#say('noReader');
    } catch (error) {
      this.#say(troubleOf(error));
    }
  }

  async #openCamera(take: TakeCode, detector: Detector): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    // Closed, or opened again, before somebody answered.
    if (this.#dialog.about !== take || this.#stream) {
      stop(stream);
      return;
    }
    this.#stream = stream;
    this.#say('looking');
    this.#lookLater(take, detector);
  }

  #lookLater(take: TakeCode, detector: Detector): void {
    this.#looking = setTimeout(() => void this.#look(take, detector), LOOK_MS);
  }

  async #look(take: TakeCode, detector: Detector): Promise<void> {
    const stream = this.#stream;
    const video = this.#host.renderRoot.querySelector('video');
    const codes =
      video && video.readyState >= video.HAVE_CURRENT_DATA ? await detector.detect(video).catch(() => []) : [];
    if (!stream || stream !== this.#stream) return;
    const year = new Date(this.#now()).getFullYear();
    const read = codes.map(({ rawValue }) => readGs1(rawValue, year));
    const found = read.find((code) => code?.lot !== undefined || code?.expiry !== undefined);
    if (found) {
      this.#stop();
      take(found);
      this.#dialog.close();
      return;
    }
    if (read.length > 0) this.#say(read.some(Boolean) ? 'productOnly' : 'notGs1');
    this.#lookLater(take, detector);
  }

  #say(state: State): void {
    this.state = state;
    this.#host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#looking);
    if (this.#stream) stop(this.#stream);
    this.#stream = undefined;
  }

  readonly #leave = ({ type }: Event): void => {
    if (type === 'visibilitychange' && !document.hidden) return;
    this.#stop();
    this.#dialog.close();
  };

  render(t: ProtocolRunStrings): TemplateResult {
    return this.#dialog.render({ cancel: t.scanStop }, () => ({
      title: t.scanTitle,
      content: html`<p role="status">${t.scanStates[this.state]}</p>
        ${
          this.#stream
            ? html`<video
                part="camera"
                autoplay
                playsinline
                .muted=${true}
                .srcObject=${this.#stream}
                aria-label=${t.camera}
              ></video>`
            : undefined
        }`,
    }));
  }
}

/** What reads the kinds of code there are; undefined where the browser reads none of them. */
async function detectorHere(): Promise<Detector | undefined> {
  const { BarcodeDetector } = globalThis as unknown as { readonly BarcodeDetector: Detectors };
  const known = await BarcodeDetector.getSupportedFormats();
  const formats = FORMATS.filter((format) => known.includes(format));
  return formats.length > 0 ? new BarcodeDetector({ formats }) : undefined;
}

/** Why there is no picture. A page that is not served securely has no cameras at all. */
function troubleOf(error: unknown): State {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || !('mediaDevices' in navigator)) return 'noCamera';
  return 'notOpened';
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
