// The four indicators of article D.4011-4 of the Code de la santé publique, of a protocol and a year, to be copied into the declaration.
import type { CooperationReport } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import type { DialogContent } from '../../ui/dialog/dialog-controller.ts';
import { selectField } from '../../ui/fields/chosen.ts';
import { areaField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { troubleOf } from '../../ui/flow/trouble.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';

/** Of how many years one is offered: a declaration that was forgotten is still made. */
const YEARS = 5;

export class Declaration {
  #protocol: string;
  #year: number;
  #report: CooperationReport | undefined;
  #text = '';
  #failure: unknown;
  /** Of the last thing that was asked: what was asked before it comes too late. */
  #turn = 0;

  /** The last year that is over is the one to be declared. */
  constructor(desk: Desk) {
    this.#protocol = protocolsOf(desk)[0]?.value ?? '';
    this.#year = thisYear(desk) - 1;
    void this.#read(desk);
  }

  draw(desk: Desk, copy: (text: string) => unknown): DialogContent {
    const { t, draw } = desk;
    const options = protocolsOf(desk);
    if (options.length === 0) return { title: t.declaration, content: html`<p>${t.declarationNone}</p>` };
    const years = Array.from({ length: YEARS }, (_, before) => `${thisYear(desk) - before}`);
    const ask = (change: () => void) => {
      change();
      void this.#read(desk);
      draw();
    };
    return {
      title: t.declaration,
      content: html`<p class="quiet">${t.declarationText}</p>
        <div class="toolbar">
          ${selectField(t, {
            id: 'declared-protocol',
            label: t.dimensions['protocol'] ?? '',
            options,
            chosen: this.#protocol,
            choose: (value) => ask(() => (this.#protocol = value)),
          })}
          ${selectField(t, {
            id: 'declared-year',
            label: t.declarationYear,
            options: years.map((value) => ({ value, text: value })),
            chosen: `${this.#year}`,
            choose: (value) => ask(() => (this.#year = Number(value))),
          })}
        </div>
        ${this.#drawReport(desk)}`,
      actions: this.#report ? button(t.copy, () => copy(this.#text), 'primary') : nothing,
    };
  }

  #drawReport(desk: Desk): TemplateResult {
    const { t, draw } = desk;
    if (this.#failure !== undefined)
      return html`<div role="alert" class="stack">
        <p>${this.#sayFailure(desk)}</p>
        <div class="actions">${button(t.retry, () => this.#read(desk))}</div>
      </div>`;
    if (!this.#report) return html`<p class="quiet">${t.loading}</p>`;
    const type = (value: string) => {
      this.#text = value;
      draw();
    };
    return html`${
      this.#report.year === thisYear(desk) ? html`<p class="warn">${t.declarationOpen(this.#report.year)}</p>` : nothing
    }
    ${areaField(t, { id: 'declaration', label: t.declarationLabel, value: this.#text, type })}`;
  }

  async #read({ opened, draw }: Desk): Promise<void> {
    if (!this.#protocol) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.#report = this.#failure = undefined;
    draw();
    try {
      const report = await opened.port.declaration!(this.#protocol, this.#year);
      if (turn !== this.#turn) return;
      this.#report = report;
      this.#text = [`${report.title} (${report.year})`, ...report.sentences].join('\n');
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#failure = error;
    }
    draw();
  }

  #sayFailure({ t }: Desk): string {
    const trouble = troubleOf(this.#failure, 0);
    if (trouble.name === 'forbidden') return t.declarationForbidden;
    return trouble.name === 'failed' ? `${t.failed}. ${t.failedCode(trouble.code)}` : t.unreachable;
  }
}

function protocolsOf({ opened, language }: Desk) {
  const named = Object.entries(opened.registry.labels.protocol ?? {});
  return named.map(([value, text]) => ({ value, text: text[language] }));
}

function thisYear({ opened }: Desk): number {
  return Number(opened.today.slice(0, 4));
}
