import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AlertAnswer } from '@relais/sdk/run';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { nameOf, patientOf, reviewsOf, waitingOf } from '../shared/lines.ts';
import type { Waiting } from '../shared/lines.ts';
import { runCards } from './cards.ts';

const ANSWERS: readonly AlertAnswer[] = ['continue', 'takeOver', 'emergency'];

/** What waits for the person: alerts to answer, runs to look at. */
export function renderWaiting(desk: Desk): TemplateResult {
  const { t, list } = desk;
  if (!list) return html``;
  const [waiting, reviews] = [waitingOf(list), reviewsOf(list)];
  if (waiting.length + reviews.length === 0) return emptyState(t.nothingWaits, t.nothingWaitsText);
  return html`<ul role="list" class="cards">
      ${repeat(
        waiting,
        ({ run, alert }) => `${run.id} ${alert.rule}`,
        (one) => html`<li class="card alert" part="card">${alertOf(desk, one)}</li>`,
      )}
    </ul>
    ${
      reviews.length > 0
        ? html`<section class="stack" aria-labelledby="reviews">
            <h3 id="reviews">${t.toReview}</h3>
            ${runCards(desk, reviews)}
          </section>`
        : nothing
    }`;
}

/** What the délégué saw, in the words of the protocol, and the three answers there are. */
export function alertOf(desk: Desk, { run, alert }: Waiting): TemplateResult {
  const { t, format, reading } = desk;
  const who = nameOf(desk, run.delegate);
  const { waitsUntil } = alert;
  return html`<h3>${t.asks(who)}</h3>
    <p>${run.title}<br />${patientOf(desk, run)}</p>
    <p class="said">${reading.textOf(run, alert.rule)}</p>
    <p class="quiet">
      ${t.raisedAt(format.time(alert.raisedAt))}${waitsUntil === undefined ? nothing : html` ${t.answerBefore(format.time(waitsUntil))}`}
    </p>
    <div class="answers">
      ${ANSWERS.map((answer) =>
        button(
          t.answers[answer],
          () => answerAlert(desk, run.id, alert.rule, answer),
          answer === 'continue' ? 'primary' : '',
          who,
        ),
      )}
    </div>
    ${desk.run?.id === run.id ? nothing : button(t.seeAnswers, () => desk.open(run.id), 'link', patientOf(desk, run))}`;
}

function answerAlert(desk: Desk, run: string, rule: string, answer: AlertAnswer): Promise<void> {
  return desk.act(() => desk.runs.answer(run, rule, { answer }), desk.t.answeredWith(desk.t.answers[answer]));
}
