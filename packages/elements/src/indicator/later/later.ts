// What is loaded once a number alone is not enough: why there is none, pictures, and where a figure comes from.
import { nothing, type CSSResult, type ReactiveElement, type TemplateResult } from 'lit';
import { troubleScreen } from '../../ui/flow/trouble-screen.ts';
import { troubleOf } from '../../ui/flow/trouble.ts';
import { flow } from '../../ui/flow/flow.styles.ts';
import { html } from '../../ui/html.ts';
import type { Fault, Shown } from '../shared/shown.ts';
import type { FigureView } from '../shared/number-view.ts';
import { sayIn } from '../shared/say.ts';
import type { About } from './about.ts';
import type { Pictures } from './pictures.ts';
import type { LaterOptions, LaterView } from './view.ts';

export { fr } from '../words/fr.ts';

export class Later {
  readonly #host: ReactiveElement;
  readonly #options: LaterOptions;
  readonly #styles: CSSResult[] = [flow];
  #pictures: Pictures | undefined;
  #isLoadingPictures = false;
  #about: About | undefined;

  constructor(host: ReactiveElement, options: LaterOptions) {
    this.#host = host;
    this.#options = options;
    options.adopt(this.#styles);
  }

  renderTrouble(error: unknown): TemplateResult {
    const { controller } = this.#options;
    const { port } = controller;
    const now = port?.now() ?? Date.now();
    return html`<div class="stack" role="alert">
      ${troubleScreen(this.#options.strings(), troubleOf(error, now), {
        retry: () => controller.refresh(),
        signIn: port?.signIn,
      })}
    </div>`;
  }

  renderRefusal(fault: Fault, received: string): TemplateResult {
    const t = this.#options.strings();
    return html`<div class="tight" role="alert">
      <h2 class="label" id="heading" part="heading" tabindex="-1">${t.refused}</h2>
      <p>${t.faults[fault]}</p>
      ${received ? html`<p class="quiet small" translate="no">${t.received(received)}</p>` : nothing}
    </div>`;
  }

  /** `undefined` while what draws it is on its way. */
  renderPicture(view: FigureView, shown: Shown): TemplateResult | undefined {
    if (!this.#isLoadingPictures) void this.#loadPictures();
    return this.#pictures?.render(this.#viewOf(view), shown);
  }

  openAbout = async (): Promise<void> => {
    if (!this.#about) {
      const { About, aboutStyles } = await import('./about.ts');
      this.#about = new About(this.#host, this.#options);
      this.#adopt(...aboutStyles);
      // Drawn once before it is opened, so that there is something to open.
      this.#host.requestUpdate();
      await this.#host.updateComplete;
    }
    this.#about.open();
  };

  renderDialog(): TemplateResult | undefined {
    const { language, strings } = this.#options;
    const t = strings();
    return this.#about?.render({ t, language: language(), say: sayIn(t, language()) });
  }

  #viewOf(view: FigureView): LaterView {
    return { ...view, t: this.#options.strings() };
  }

  async #loadPictures(): Promise<void> {
    this.#isLoadingPictures = true;
    const { Pictures, pictureStyles } = await import('./pictures.ts');
    this.#pictures = new Pictures(this.#host);
    this.#adopt(...pictureStyles);
    this.#host.requestUpdate();
  }

  #adopt(...more: CSSResult[]): void {
    for (const one of more) if (!this.#styles.includes(one)) this.#styles.push(one);
    this.#options.adopt(this.#styles);
  }
}
