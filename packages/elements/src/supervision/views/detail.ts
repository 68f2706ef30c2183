import { nothing, type TemplateResult } from 'lit';
import type { Run, RunAlert } from '@relais/sdk/run';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { areaField } from '../../ui/fields/typed.ts';
import { button, heading, loading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { Desk } from '../shared/desk.ts';
import { mayReview, nameOf, outcomeOf, patientOf, waitingOf } from '../shared/lines.ts';
import { openDeclaration } from './adverse-events.ts';
import { signsOf } from './cards.ts';
import { renderPhotographs } from './photographs.ts';
import { alertOf } from './waiting.ts';

/** One run, with its answers and why they come to what they do. */
export function renderDetail(desk: Desk, id: string): TemplateResult {
  const { t, flow, run, list } = desk;
  const back = button(t.backToList, () => flow.replace({ name: 'lists' }, 'heading'), 'link');
  if (run?.id !== id) return html`${back}${loading(t.loading)}`;
  const waiting = list ? waitingOf(list).filter((one) => one.run.id === id) : [];
  return html`${back} ${heading(patientOf(desk, run), run.title)}
    <div class="signs">${signsOf(desk, run)}</div>
    ${waiting.map((one) => html`<section class="card alert" part="card">${alertOf(desk, one)}</section>`)}
    ${renderFacts(desk, run)} ${renderReview(desk, run)} ${renderAlerts(desk, run)} ${renderPhotographs(desk, run)}
    ${renderTold(desk, run)} ${renderComments(desk, run)}
    <div class="actions">
      ${button(t.comment, () => openComment(desk, run))} ${button(t.declareEvent, () => openDeclaration(desk, run))}
      ${run.training ? nothing : button(t.takeFile, () => takeFile(desk, run))}
    </div>
    ${run.training ? nothing : html`<p class="quiet">${t.fileHolds}</p>`}`;
}

/** Hands the patient's file over, under a name that says nothing of them. */
function takeFile(desk: Desk, { patient }: Run): Promise<void> {
  const take = async () => {
    saveFile(`dossier-fhir-${desk.today}.json`, await desk.runs.patientFile(patient.id), 'application/fhir+json');
  };
  return desk.act(take, desk.t.fileTaken);
}

function renderFacts(desk: Desk, run: Run): TemplateResult {
  const { t, format } = desk;
  const { delegator, endedAt, outcome, countersignedAt } = run;
  const facts: [string, string][] = [
    [t.delegate, nameOf(desk, run.delegate)],
    [t.inNameOf, nameOf(desk, delegator)],
    [t.began, format.at(run.startedAt)],
    [t.ended, endedAt === undefined ? '' : format.at(endedAt)],
    [t.outcome, outcome === undefined ? '' : outcomeOf(desk, run)],
    [t.countersignedOn, countersignedAt === undefined ? '' : format.at(countersignedAt)],
  ];
  return html`<dl class="facts">
    ${facts
      .filter(([, value]) => value !== '')
      .map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;
}

/** Why a person has to look at it, and what came of that. */
function renderReview(desk: Desk, run: Run): TemplateResult | typeof nothing {
  const { t, list, format } = desk;
  const { review } = run;
  if (!review) return nothing;
  const { differences, missing = [], clock, resolved } = review;
  const said = clock?.startedAt ?? clock?.endedAt;
  const may = list && run.needsReview && run.state === 'ended' && mayReview(run, list);
  const decide = (counts: boolean) =>
    desk.act(() => desk.runs.review(run.id, counts), counts ? t.nowCounts : t.nowCountsNot);
  return html`<section class="notice stack" part="notice" aria-labelledby="review">
    <h3 id="review">${t.needsReview}</h3>
    ${
      differences
        ? html`<p>${t.differs(t.levels[differences.page.level], t.levels[differences.server.level])}</p>`
        : nothing
    }
    ${missing.length > 0 ? html`<p>${t.beganWithout(missing.map((what) => t.missingKinds[what]).join(', '))}</p>` : nothing}
    ${said === undefined ? nothing : html`<p>${t.clockWrong(format.at(said))}</p>`}
    ${resolved ? html`<p>${t.resolved(nameOf(desk, resolved.by), resolved.counts)}</p>` : nothing}
    ${
      may
        ? html`<div class="actions">
            ${button(t.counts, () => decide(true), 'primary')} ${button(t.countsNot, () => decide(false))}
          </div>`
        : nothing
    }
  </section>`;
}

function renderAlerts(desk: Desk, run: Run): TemplateResult | typeof nothing {
  const { t, reading } = desk;
  if (run.alerts.length === 0) return nothing;
  return html`<section class="stack" aria-labelledby="alerts">
    <h3 id="alerts">${t.alerts}</h3>
    <ul role="list" class="lacks">
      ${run.alerts.map(
        (alert) =>
          html`<li>
            <span>${reading.textOf(run, alert.rule)}</span>
            <small class="quiet">${standingOf(desk, alert)}</small>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Who was called when, and what they said. */
function standingOf(
  desk: Desk,
  { raisedAt, calls, answered, emergencyAt, lapsedAt, acknowledgedAt }: RunAlert,
): string {
  const { t, format } = desk;
  return [
    t.raisedAt(format.time(raisedAt)),
    acknowledgedAt === undefined ? t.unseen : t.seenAt(format.time(acknowledgedAt)),
    ...calls.map(({ professional, at }) => t.calledAt(nameOf(desk, professional), format.time(at))),
    ...(answered ? [t.saidBy(nameOf(desk, answered.professional), t.answers[answered.answer], answered.by)] : []),
    ...(emergencyAt === undefined ? [] : [t.nobody]),
    ...(lapsedAt === undefined ? [] : [t.lapsed]),
  ].join(' ');
}

function renderTold(desk: Desk, run: Run): TemplateResult | typeof nothing {
  const { t, reading } = desk;
  if (!run.response) return html`<p class="quiet">${t.noAnswers}</p>`;
  const told = reading.told(run);
  if (!told) return loading(t.loading);
  return html`<section class="stack" aria-labelledby="why">
      <h3 id="why">${t.why}</h3>
      <ul role="list" class="lacks">
        ${told.reasons.map(
          ({ text, because }) =>
            html`<li>
              <span>${text}</span>
              <small class="quiet">${because}</small>
            </li>`,
        )}
      </ul>
    </section>
    <section class="stack" aria-labelledby="answers">
      <h3 id="answers">${t.answersTitle}</h3>
      <ul class="told">
        ${told.answers.map((line) => html`<li>${line}</li>`)}
      </ul>
    </section>`;
}

function renderComments(desk: Desk, { comments }: Run): TemplateResult | typeof nothing {
  const { t, format } = desk;
  if (comments.length === 0) return nothing;
  return html`<section class="stack" aria-labelledby="comments">
    <h3 id="comments">${t.comments}</h3>
    ${comments.map(
      ({ by, at, text }) =>
        html`<blockquote>
          <p class="written">${text}</p>
          <footer class="quiet">${`${nameOf(desk, by)}, ${format.at(at)}`}</footer>
        </blockquote>`,
    )}
  </section>`;
}

function openComment(desk: Desk, run: Run): void {
  const { t } = desk;
  const draft = { text: '' };
  openForm(desk, {
    title: t.comment,
    submit: t.send,
    fields: (faultOf) =>
      areaField(t, {
        id: 'comment',
        label: t.commentLabel,
        help: t.commentHelp,
        need: 'required',
        value: draft.text,
        type: (value) => (draft.text = value),
        longest: 4000,
        fault: faultOf('comment'),
      }),
    check: () => (draft.text.trim() === '' ? [{ id: 'comment', text: t.emptyText }] : []),
    send: () => desk.runs.comment(run.id, draft.text.trim()),
    done: () => t.commented,
  });
}
