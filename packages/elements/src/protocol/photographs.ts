import type { RelaisError } from '@relais/sdk';
import type { ConsentRecord, ConsentText } from '@relais/sdk/consent/parts';
import { MOST_PHOTOGRAPHS } from '@relais/sdk/run';
import type { Consent } from '../consent/index.ts';
import { drawPicture } from '../ui/picture.ts';
import { randomUuid } from '../ui/random-uuid.ts';
import type { Delivery, Told } from './delivery.ts';
import { base64Of, PictureError, shrinkPicture, type PictureTrouble } from './shrink-picture.ts';
import type { OpenProtocol, RunHost, RunPicture } from './types.ts';

/** What photographs need of the run they are of. */
export interface PhotographedRun {
  readonly run: string;
  readonly isTraining: boolean;
  readonly open: OpenProtocol | undefined;
  readonly now: number;
  readonly delivery: Delivery;
  hasAgreedTo(code: ConsentText['code'], records: readonly ConsentRecord[]): boolean;
  keepDecision(event: Event): Promise<void>;
}

/**
 * One that is attached. `kept`: by the host, or by nobody. `waiting`: on this device, and sent later. `failed`: nowhere but in this page. `leaving`: taken
 * back, which the server has not heard yet. `stuck`: it could not be taken back.
 */
export interface Attached {
  readonly picture: RunPicture;
  readonly canvas: HTMLCanvasElement;
  standing: 'kept' | 'sending' | 'sent' | 'waiting' | 'refused' | 'failed' | 'leaving' | 'stuck';
  /** Why the server has refused it. */
  refusal?: string | undefined;
}

/** One that was chosen, and is not attached yet. */
export interface Draft {
  readonly blob: Blob;
  readonly canvas: HTMLCanvasElement;
  readonly takenAt: string;
  description: string;
  isUndescribed: boolean;
}

/**
 * Owns: the photographs of a run, from the file to what became of it at the server, and the consent to them. The host owns proofs and runs; what waits for
 * a network is sent by the run's delivery.
 */
export class Photographs {
  readonly drafts = new Map<string, Draft>();
  readonly troubles = new Map<string, PictureTrouble>();
  /** The question whose photograph the consent is asked for. */
  asking: string | undefined;
  isRefused = false;
  readonly #host: RunHost;
  readonly #run: PhotographedRun;
  #attached: readonly Attached[] = [];
  /** Another run begins, and what was under way is no more of it. */
  #turn = 0;

  constructor(host: RunHost, run: PhotographedRun) {
    this.#host = host;
    this.#run = run;
  }

  /** What is attached. */
  get attached(): readonly Attached[] {
    return this.#attached.filter(({ standing }) => standing !== 'leaving');
  }

  /** The same for the host's record. */
  get pictures(): readonly RunPicture[] {
    return this.attached.map(({ picture }) => picture);
  }

  /** How many are in this page and not with whoever keeps the run. */
  get unsent(): number {
    return this.attached.filter(({ standing }) => ['sending', 'waiting', 'refused', 'failed'].includes(standing))
      .length;
  }

  get isFull(): boolean {
    return this.attached.length >= MOST_PHOTOGRAPHS;
  }

  /** Another run begins. */
  forget(): void {
    this.#turn += 1;
    this.#attached = [];
    this.drafts.clear();
    this.troubles.clear();
    this.asking = undefined;
    this.isRefused = false;
  }

  // ——— The consent ———

  get records(): readonly ConsentRecord[] {
    return [...(this.#host.records ?? []), ...this.#host.decided];
  }

  /** Whether the patient agrees to be photographed. One to learn by is of nobody who is cared for, and is not kept. */
  get hasAgreed(): boolean {
    return this.#run.isTraining || this.#run.hasAgreedTo('photograph', this.records);
  }

  ask(item: string): void {
    this.asking = item;
    this.isRefused = false;
    void this.#redraw().then(() => this.#focus('photograph-consent'));
  }

  readonly decided = async (event: Event): Promise<void> => {
    const consent = event.target as Consent;
    try {
      await this.#run.keepDecision(event);
    } catch {
      // The consent says itself that it is not kept.
      return;
    }
    const { allowed } = consent;
    this.isRefused = !allowed;
    // With the consent go the photographs that stood on it: the server closes those it has.
    if (!allowed) {
      this.#attached = [];
      this.drafts.clear();
    }
    await this.#redraw();
    if (this.asking !== undefined) this.#focus(allowed ? `attach-${this.asking}` : 'photograph-refused');
  };

  // ——— From the file to the run ———

  async choose(item: string, input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    const turn = this.#turn;
    if (!file) return;
    this.troubles.delete(item);
    try {
      const blob = await shrinkPicture(file);
      const canvas = await drawPicture(blob, '');
      if (turn !== this.#turn) return;
      this.drafts.set(item, { blob, canvas, description: '', takenAt: instantOf(this.#run.now), isUndescribed: false });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.troubles.set(item, error instanceof PictureError ? error.trouble : 'unreadable');
    }
    // The same file may be chosen again.
    input.value = '';
    await this.#redraw();
    if (!this.troubles.has(item)) this.#focus(`description-${item}`);
  }

  async cancel(item: string): Promise<void> {
    this.drafts.delete(item);
    await this.#redraw();
    this.#focus(`attach-${item}`);
  }

  async attach(item: string): Promise<void> {
    const draft = this.drafts.get(item);
    if (!draft) return;
    const description = draft.description.trim();
    draft.isUndescribed = description === '';
    if (draft.isUndescribed) {
      await this.#redraw();
      this.#focus(`description-${item}`);
      return;
    }
    const { blob, canvas, takenAt } = draft;
    canvas.setAttribute('aria-label', description);
    const { width, height } = canvas;
    const picture = { id: randomUuid(), item, description, takenAt, blob, width, height };
    const attached: Attached = { picture, canvas, standing: 'kept' };
    this.#attached = [...this.#attached, attached];
    this.drafts.delete(item);
    void this.send(attached);
    await this.#redraw();
    this.#focus(`photograph-${picture.id}`);
  }

  /** The server, where there is one, takes it; without a network it stays on this device. */
  async send(attached: Attached): Promise<void> {
    const { runs } = this.#host;
    const { run, isTraining, delivery } = this.#run;
    const { id, item, description, takenAt, blob } = attached.picture;
    if (!runs?.attachPhotograph || isTraining) return;
    this.#become(attached, 'sending');
    try {
      const picture = await base64Of(blob);
      const sent = runs.attachPhotograph(run, { id, item, description, takenAt, picture }).then(() => true);
      this.#become(attached, (await delivery.reach(runs, sent)) ? 'sent' : 'waiting');
    } catch (error) {
      this.#fail(attached, error);
    }
    await this.#redraw();
  }

  /** What became of those that were kept on this device. */
  hear(told: readonly Told[]): void {
    for (const one of told) {
      const attached = this.#attached.find(({ picture }) => picture.id === one.photograph);
      if (!attached) continue;
      if ('error' in one) this.#fail(attached, one.error);
      else this.#become(attached, 'sent');
    }
    this.#host.requestUpdate();
  }

  async takeBack(attached: Attached): Promise<void> {
    const { standing, picture } = attached;
    if (['kept', 'refused', 'failed'].includes(standing)) this.#drop(attached);
    else {
      attached.standing = 'leaving';
      void this.#remove(attached);
    }
    await this.#redraw();
    this.#focus(`attach-${picture.item}`);
  }

  async #remove(attached: Attached): Promise<void> {
    const { runs } = this.#host;
    const { run, delivery } = this.#run;
    try {
      await delivery.reach(runs, runs?.removePhotograph?.(run, attached.picture.id));
      this.#drop(attached);
    } catch {
      attached.standing = 'stuck';
    }
    await this.#redraw();
  }

  #drop(attached: Attached): void {
    this.#attached = this.#attached.filter((one) => one !== attached);
  }

  #fail(attached: Attached, error: unknown): void {
    const { code, status = 500, pending } = error as Partial<Pick<RelaisError, 'code' | 'status' | 'pending'>>;
    attached.refusal = code;
    this.#become(attached, pending ? 'waiting' : status < 500 ? 'refused' : 'failed');
  }

  /** One that was taken back stays so, whatever becomes of it meanwhile. */
  #become(attached: Attached, standing: Attached['standing']): void {
    if (attached.standing !== 'leaving') attached.standing = standing;
  }

  async #redraw(): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  #focus(id: string): void {
    (this.#host.renderRoot as ShadowRoot).getElementById(id)?.focus();
  }
}

function instantOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
