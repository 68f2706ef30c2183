// What figures speak for: protocols by the ages of the patients, and what is asked for more than is usual for the season. Nothing is done by it.
import type { FigureSuggestions } from '@relais/sdk';
import { figureEn, figureFr, sayIn } from '@relais/sdk/indicators/pictures';
import { nothing, type TemplateResult } from 'lit';
import type { FiguresPort } from '../../indicator/index.ts';
import { button } from '../../ui/flow/screens.ts';
import { troubleOf } from '../../ui/flow/trouble.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';

export class Advice {
  readonly port: FiguresPort;
  readonly #draw: () => void;
  #found: FigureSuggestions | undefined;
  #failure: unknown;

  constructor(port: FiguresPort, draw: () => void) {
    this.port = port;
    this.#draw = draw;
    void this.#read();
  }

  draw(desk: Desk): TemplateResult {
    const { t } = desk;
    return html`<section class="stack advice" part="advice" aria-labelledby="advice-title">
      <h3 id="advice-title">${t.advice}</h3>
      ${
        this.#failure === undefined
          ? this.#found
            ? this.#drawFound(desk, this.#found)
            : html`<p class="quiet">${t.loading}</p>`
          : this.#drawFailure(desk)
      }
    </section>`;
  }

  #drawFound({ t, language, opened }: Desk, { counted, themes, season }: FigureSuggestions): TemplateResult {
    const say = sayIn(language === 'en' ? figureEn : figureFr, language);
    const weeks = say.period(season.weeks);
    const reasonOf = (code: string) => opened.registry.labels.reason?.[code]?.[language] ?? code;
    return html`<p class="quiet">${t.adviceText}</p>
      <ul>
        ${themes.map(
          ({ theme, from, to, numerator, denominator }) =>
            html`<li>
              <strong>${t.themes[theme]}</strong>
              ${t.themeWhy(say.count(numerator), say.count(denominator), say.short((numerator / denominator) * 100, 'percent'), t.ages(from, to))}
              ${t.themeExamples[theme]}
            </li>`,
        )}
        ${season.reasons.map(
          (code) => html`<li><strong>${reasonOf(code)}</strong> ${t.seasonAbove(weeks)} ${t.seasonDecide}</li>`,
        )}
        ${themes.length > 0 ? nothing : html`<li>${counted ? t.themesNone : t.themesEarly}</li>`}
        ${
          season.reasons.length > 0
            ? nothing
            : html`<li>
                ${season.comparableFrom === undefined ? t.seasonUsual(weeks) : t.seasonEarly(say.date(season.comparableFrom))}
              </li>`
        }
      </ul>
      ${counted && themes.length > 0 ? html`<p class="quiet small">${t.adviceCounted(say.period(counted))}</p>` : nothing}`;
  }

  #drawFailure({ t }: Desk): TemplateResult {
    const trouble = troubleOf(this.#failure, 0);
    return html`<div role="alert" class="stack">
      <p>${trouble.name === 'failed' ? `${t.failed}. ${t.failedCode(trouble.code)}` : t.unreachable}</p>
      <div class="actions">${button(t.retry, () => this.#read())}</div>
    </div>`;
  }

  async #read(): Promise<void> {
    this.#found = this.#failure = undefined;
    this.#draw();
    try {
      this.#found = await this.port.suggestions!();
    } catch (error) {
      this.#failure = error;
    }
    this.#draw();
  }
}
