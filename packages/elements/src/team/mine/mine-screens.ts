import type { Missing, ProtocolReadiness } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badge } from '../../ui/badge.ts';
import { writeDate } from '../../ui/fields/reading.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk, Screens } from '../shared/desk.ts';
import { RunRequestEvent } from '../shared/team-events.ts';
import type { QuizScreen } from './quiz.ts';

/** What a délégué can run, and what keeps her from the rest. */
export function createMineScreens(desk: Desk, host: { readonly startable: boolean }): Screens {
  return new MineScreens(desk, host);
}

class MineScreens implements Screens {
  readonly #desk: Desk;
  readonly #host: { readonly startable: boolean };
  #quiz: QuizScreen | undefined;

  constructor(desk: Desk, host: { readonly startable: boolean }) {
    this.#desk = desk;
    this.#host = host;
  }

  render(): TemplateResult {
    if (this.#quiz) return this.#quiz.render();
    const { t, readiness } = this.#desk;
    if (!readiness) return html``;
    const { protocols } = readiness;
    if (protocols.length === 0) return html`${heading(t.mineHeading)}${emptyState(t.mineNone, t.mineNoneText)}`;
    const ready = protocols.filter((one) => one.ready);
    const unready = protocols.filter((one) => !one.ready);
    return html`${heading(t.mineHeading)}
      <p role="status">${t.mineReady(ready.length)}</p>
      ${this.#renderList('ready', t.readyList, ready)} ${this.#renderList('unready', t.unreadyList, unready)}`;
  }

  #renderList(id: string, title: string, protocols: readonly ProtocolReadiness[]): TemplateResult | typeof nothing {
    if (protocols.length === 0) return nothing;
    return html`<section class="stack" aria-labelledby=${id}>
      <h3 id=${id}>${title}</h3>
      <ul role="list" class="cards">
        ${repeat(
          protocols,
          ({ protocol }) => protocol,
          (one) => renderCard(this.#desk, one, { isStartable: this.#host.startable, answer: () => this.#open(one) }),
        )}
      </ul>
    </section>`;
  }

  /** The form comes with the first quiz that is opened. */
  #open({ protocol, title }: ProtocolReadiness): void {
    const { flow } = this.#desk;
    void flow.run(async () => {
      const { QuizScreen } = await import('./quiz.ts');
      this.#quiz = await QuizScreen.open(this.#desk, { protocol, title, leave: () => this.#leave() });
      flow.focus('heading');
    });
  }

  #leave(): void {
    this.#quiz = undefined;
    this.#desk.flow.focus('heading');
    void this.#desk.refresh();
  }
}

interface CardWays {
  readonly isStartable: boolean;
  readonly answer: () => void;
}

function renderCard(desk: Desk, one: ProtocolReadiness, { isStartable, answer }: CardWays): TemplateResult {
  const { t } = desk;
  const { protocol, title, version, regime, ready, missing, renewBy } = one;
  const begin = () => desk.dispatch(new RunRequestEvent({ protocolId: protocol, version: version ?? '' }));
  return html`<li class="card" part="card">
    <div class="head">
      <div>
        <h4>${title}</h4>
        ${regime ? html`<p class="quiet">${t.regimes[regime]}</p>` : nothing}
      </div>
      ${ready ? badge(t.ready, 'done') : badge(t.unready(missing.length), 'attention')}
    </div>
    ${
      missing.length > 0
        ? html`<ul role="list" class="lacks">
            ${missing.map((lack) => renderLack(desk, lack))}
          </ul>`
        : nothing
    }
    ${renewBy === undefined ? nothing : html`<p class="notice" part="notice">${t.renewBy(writeDate(renewBy))}</p>`}
    ${missing.some(({ what }) => what === 'quiz') ? button(t.answerQuiz, answer, '', title) : nothing}
    ${ready && isStartable ? html`<div class="actions">${button(t.begin, begin, 'primary', title)}</div>` : nothing}
  </li>`;
}

function renderLack(desk: Desk, lack: Missing): TemplateResult {
  const { t } = desk;
  const when = lack.from === undefined ? undefined : t.availableFrom(whenOf(desk, lack.from));
  const since = lack.since === undefined ? undefined : t.expiredOn(writeDate(lack.since));
  return html`<li>
    <span>${t.lacking[lack.what]}</span>
    <small class="quiet">${[since, mendOf(desk, lack), when].filter((text) => text !== undefined).join('. ')}</small>
  </li>`;
}

/** Who can mend it, in words to the person herself. */
function mendOf({ t }: Desk, { what, mender }: Missing): string {
  if (what === 'commitment' || what === 'swornStatement') return t.mendPaper;
  return what === 'quiz' ? t.mendQuiz : t.menders[mender];
}

/** A day, or the hour the next shift begins. */
function whenOf({ format }: Desk, from: string): string {
  return from.length > 10 ? format.at(from) : writeDate(from);
}
