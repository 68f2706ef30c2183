import type { RunPhotograph, Runs } from '@relais/sdk/run';
import { drawPicture } from '../../ui/picture.ts';

/** Photographs as they were asked for, one by one: each look is in the log. */
export class Pictures {
  readonly #runs: () => Runs;
  readonly #changed: () => void;
  #shown = new Map<string, HTMLCanvasElement | 'loading' | 'failed'>();
  readonly #enlarged = new Set<string>();

  constructor(runs: () => Runs, changed: () => void) {
    this.#runs = runs;
    this.#changed = changed;
  }

  /** What is there of one; undefined until it is asked for. */
  of({ id }: RunPhotograph): HTMLCanvasElement | 'loading' | 'failed' | undefined {
    return this.#shown.get(id);
  }

  isEnlarged({ id }: RunPhotograph): boolean {
    return this.#enlarged.has(id);
  }

  toggle({ id }: RunPhotograph): void {
    if (!this.#enlarged.delete(id)) this.#enlarged.add(id);
    this.#changed();
  }

  async ask(run: string, { id, type, description }: RunPhotograph): Promise<void> {
    const shown = this.#shown;
    shown.set(id, 'loading');
    this.#changed();
    try {
      const bytes = await this.#runs().photograph(run, id);
      shown.set(id, await drawPicture(new Blob([bytes], { type }), description));
    } catch {
      shown.set(id, 'failed');
    }
    this.#changed();
  }

  /** Nothing stays of what was shown, nor comes of what is on its way. */
  forget(): void {
    this.#shown = new Map();
    this.#enlarged.clear();
  }
}
