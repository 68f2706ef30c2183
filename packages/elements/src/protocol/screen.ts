import type { RunEnd } from '@relais/sdk/run';
import { localeOf } from '@relais/sdk/locale';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import { renderLetters } from './letters.ts';
import { STAGES, type RunController } from './run-controller.ts';
import type { Alerts, Ending } from './types.ts';
import type { View } from './view.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

type Drawn = TemplateResult | typeof nothing;

export function renderRun(view: View): TemplateResult {
  const { t, host, run } = view;
  if (isFatal(run.trouble)) return renderTrouble(view, run.trouble);
  if (!run.open) return html`<p class="quiet" aria-busy="true">${view.isAwaited ? t.loading : nothing}</p>`;
  if (!host.patient || !host.collector) return html`<p class="notice" part="notice">${t.hostLacks}</p>`;
  return html`<div class="stack">
    ${renderHead(view)} ${renderNotices(view)} ${renderStage(view)} ${renderUrgency(view)}
  </div>`;
}

type Fatal = 'notLoaded' | 'unreadable' | 'unknownProtocol';

/** Nothing can be shown of the protocol. */
function isFatal(trouble: RunController['trouble']): trouble is Fatal {
  return trouble === 'notLoaded' || trouble === 'unreadable' || trouble === 'unknownProtocol';
}

function renderTrouble({ t, retry }: View, trouble: Fatal): TemplateResult {
  return html`<div class="stack">
    <p class="notice" part="notice" role="alert">${t[trouble]}</p>
    ${trouble === 'notLoaded' ? html`<button type="button" part="action" @click=${retry}>${t.retry}</button>` : nothing}
  </div>`;
}

function renderHead({ t, run }: View): TemplateResult {
  const { title, version } = run.open!.protocol;
  return html`${run.isTraining ? html`<p class="training" part="training">${t.trainingMark}</p>` : nothing}
    <div class="step">
      <p class="head quiet">
        <span>${`${title} · ${t.version(version)}`}</span>
        <span>${t.stepOf(STAGES.indexOf(run.stage) + 1, STAGES.length)}</span>
      </p>
      <h2 part="title" tabindex="-1">${t.steps[run.stage]}</h2>
    </div>`;
}

/** What has to be known about keeping the run. */
function renderNotices({ t, language, host, run }: View): Drawn {
  const { trouble, review, delivery } = run;
  const { differences, clock } = review ?? {};
  const { knownAt } = host;
  const said = saidOf(delivery);
  return html`${
    knownAt === undefined || run.stage === 'done'
      ? nothing
      : html`<p class="notice" part="notice" role="status">
          ${t.knownAt(new Date(knownAt).toLocaleString(localeOf(language), { dateStyle: 'long', timeStyle: 'short' }))}
        </p>`
  }
  ${run.left ? html`<p class="notice" part="notice" role=${run.left === 'open' ? 'alert' : 'status'}>${t.left[run.left]}</p>` : nothing}
  ${trouble && !isFatal(trouble) ? html`<p class="notice" part="notice" role="alert">${t[trouble]}</p>` : nothing}
  ${run.isInPage && delivery.state !== 'kept' ? html`<p class="notice" part="notice" role="alert">${t.unkept}</p>` : nothing}
  ${delivery.isRewritten ? html`<p class="notice" part="notice" role="status">${t.rewritten}</p>` : nothing}
  ${
    said
      ? html`<p class="notice" part="notice" role=${PRESSING.includes(said) ? 'alert' : 'status'}>
          ${t.deliveries[said]}
        </p>`
      : nothing
  }
  ${
    differences
      ? html`<div class="notice" part="notice" role="alert">
          <p>${t.review}</p>
          <p>${t.reviewPage(t.levels[differences.page.level])}</p>
          <p>${t.reviewServer(t.levels[differences.server.level])}</p>
        </div>`
      : nothing
  }
  ${clock ? html`<p class="notice" part="notice" role="alert">${t.reviewClock}</p>` : nothing}`;
}

type Said = keyof ProtocolRunStrings['deliveries'];

/** Something has to be done about it, or must not be. */
const PRESSING: readonly Said[] = ['refused', 'keptInPage', 'unheardInPage'];

/** What waits is on the device, or in this page alone. */
function saidOf({ said, isInPage }: RunController['delivery']): Said | undefined {
  return isInPage && (said === 'kept' || said === 'unheard') ? `${said}InPage` : said;
}

function renderStage(view: View): Drawn {
  switch (view.run.stage) {
    case 'eligibility':
      return renderEligibility(view);
    case 'consent':
      return renderConsent(view);
    case 'identity':
      return renderIdentity(view);
    case 'questions':
      return html`${renderAlerts(view)} ${renderQuestions(view)}`;
    case 'outcome':
      return html`${renderAlerts(view)} ${renderOutcome(view)}`;
    case 'done':
      return renderDone(view);
  }
}

// ——— Eligibility ———

function renderEligibility(view: View): TemplateResult {
  const { t, run } = view;
  const { notice, inclusion, exclusion } = run.open!.protocol;
  const { obstacles } = run;
  return html`<p class="quiet">${notice}</p>
    ${renderCriteria(t, t.inclusion, inclusion)} ${renderCriteria(t, t.exclusion, exclusion)}
    ${
      obstacles.length > 0
        ? html`<div class="notice" part="notice" role="alert">
            <p><strong>${t.missingTitle}</strong></p>
            <ul class="criteria">
              ${obstacles.map(({ what, mender }) => html`<li>${`${t.missing[what]} (${t.menders[mender]})`}</li>`)}
            </ul>
          </div>`
        : html`<button type="button" class="primary" part="action" @click=${() => run.afterEligibility()}>
            ${t.eligible}
          </button>`
    }
    <div class="actions">
      ${
        obstacles.length > 0
          ? nothing
          : html`<button type="button" part="action" @click=${() => void run.exclude('notEligible')}>
                ${t.notEligible}
              </button>
              <button type="button" part="action" @click=${() => void run.exclude('patientRefused')}>
                ${t.patientRefuses}
              </button>`
      }
      ${
        run.missing
          ? html`<button type="button" part="action" @click=${() => run.tryAgain()}>${t.retry}</button>`
          : nothing
      }
      ${
        run.isTraining
          ? nothing
          : html`<button type="button" part="action" @click=${() => run.train()}>${t.train}</button>`
      }
    </div>`;
}

function renderCriteria(
  t: ProtocolRunStrings,
  title: string,
  criteria: readonly { readonly text: string; readonly status: string }[],
): Drawn {
  if (criteria.length === 0) return nothing;
  return html`<section>
    <h3>${title}</h3>
    <ul class="criteria">
      ${criteria.map(
        ({ text, status }) =>
          html`<li part="criterion">
            <span>${text}</span>
            ${status === 'illustrative' ? html`<span class="example">${t.example}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

// ——— Consent and identity ———

function renderConsent({ language, host, run, consentDecided }: View): TemplateResult {
  const { id, version } = run.open!.protocol;
  const patient = host.patient!;
  const name = nameOf(patient);
  return html`<relais-consent
    .language=${language}
    .code=${run.consentCode}
    .texts=${host.texts}
    .values=${host.values}
    .patient=${{
      id: patient.id,
      identityStatus: patient.identityStatus,
      ageYears: patient.ageYears,
      regime: patient.regime ?? 'none',
      ...(name && { name }),
    }}
    .collector=${host.collector}
    .organization=${host.organization}
    .records=${host.records}
    .protocol=${{ id, version }}
    .run=${run.run}
    .now=${host.now}
    @relais-consent-decided=${consentDecided}
  ></relais-consent>`;
}

function nameOf({
  givenName,
  familyName,
}: {
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
}): string {
  return [givenName, familyName].filter(Boolean).join(' ');
}

function renderIdentity({ t, host, run }: View): TemplateResult {
  const { birthDate, ageYears, identityStatus, attendingDoctor = 'unknown', ...patient } = host.patient!;
  const { treatments, allergies } = patient;
  const facts: [string, string][] = [
    [t.name, nameOf(patient)],
    [t.birthDate, birthDate ?? ''],
    [t.age, t.years(ageYears)],
    [t.identityStatus, t.identityStatuses[identityStatus]],
    [t.attendingDoctor, t.attendingDoctors[attendingDoctor]],
    [t.treatments, listed(t, treatments)],
    [t.allergies, listed(t, allergies)],
  ];
  return html`<h3>${t.identityTitle}</h3>
    <dl>
      ${facts
        .filter(([, value]) => value !== '')
        .map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>
    <button type="button" class="primary" part="action" aria-disabled=${run.isBusy} @click=${() => void run.start()}>
      ${run.isBusy ? t.starting : t.identityRight}
    </button>
    <button type="button" part="action" @click=${() => run.go('eligibility')}>${t.back}</button>`;
}

/** A list of the host's record; that it is empty is said, that there is none says nothing. */
function listed(t: ProtocolRunStrings, known: readonly string[] | undefined): string {
  return known ? known.join(', ') || t.noneKnown : '';
}

// ——— Questions ———

function renderQuestions(view: View): TemplateResult {
  const { t, language, run, answered, fill, showResult } = view;
  const { open, judged, counter, scan } = run;
  const counted = { t, open: open!, counter, fill };
  return html`${run.judging?.renderCounters(counted) ?? nothing}
    <div @input=${stop} @change=${stop} @relais-validity=${stop} @relais-complete=${stop} @relais-draft=${stop}>
      <relais-questionnaire
        .language=${language}
        .withoutAction=${true}
        .questionnaire=${run.open!.questionnaire}
        .response=${run.first}
        .now=${run.clock}
        @relais-change=${answered}
        >${run.judging?.renderScans({ t, language, open: open!, judged, scan, fill }) ?? nothing}</relais-questionnaire
      >
    </div>
    ${scan?.renderDialog(t) ?? nothing} ${run.photographs?.render(view) ?? nothing}
    <button type="button" class="primary" part="action" @click=${showResult}>${t.showResult}</button>`;
}

/** What the form inside says to its own host is not for ours. */
function stop(event: Event): void {
  event.stopPropagation();
}

/** An urgency takes the screen: whom to call, one press. It goes once somebody has said that they have seen it. */
function renderUrgency({ t, run }: View): Drawn {
  const { urgency } = run;
  if (!urgency) return nothing;
  return html`<dialog
    class="urgency"
    part="urgent"
    aria-labelledby="urgent"
    @cancel=${(event: Event) => event.preventDefault()}
  >
    <div class="inner">
      <h2 id="urgent">${t.urgentTitle}</h2>
      <p>${textOf(run, urgency)}</p>
      <a href="tel:15">${t.call15}</a>
      <button type="button" @click=${() => void run.acknowledge(urgency.rule)}>${t.seen}</button>
    </div>
  </dialog>`;
}

function textOf({ open }: RunController, { rule }: Alerts[number]): string {
  return open?.protocol.rules.find(({ id }) => id === rule)?.action.text ?? rule;
}

function renderAlerts(view: View): Drawn {
  const { t, run } = view;
  const shown = run.alerts.filter(({ kind, acknowledgedAt }) => kind !== 'urgent' || acknowledgedAt !== undefined);
  if (shown.length === 0) return nothing;
  return html`<section class="stack" aria-label=${t.alertsTitle}>
    ${shown.map((alert) => renderAlert(view, alert))}
  </section>`;
}

/** An alert as it is read aloud. */
export function sayAlert(t: ProtocolRunStrings, run: RunController, alert: Alerts[number]): string {
  return `${titleOf(t, run, alert)}. ${textOf(run, alert)}`;
}

function renderAlert(view: View, alert: Alerts[number]): TemplateResult {
  const { t, run } = view;
  const { kind, rule, lapsedAt, acknowledgedAt } = alert;
  const hasLapsed = lapsedAt !== undefined;
  const title = titleOf(t, run, alert);
  return html`<div
    class="alert"
    part="alert"
    role="group"
    aria-label=${title}
    tabindex="-1"
    data-kind=${kind}
    ?data-lapsed=${hasLapsed}
  >
    <h3>${title}</h3>
    <p>${run.judging?.linkEmergencyNumbers(textOf(run, alert))}</p>
    ${hasLapsed ? html`<p class="quiet">${t.lapsed}</p>` : kind === 'alert' ? renderCalls(view, alert) : nothing}
    ${
      acknowledgedAt === undefined && !hasLapsed
        ? html`<button type="button" part="action" @click=${() => void run.acknowledge(rule)}>${t.seen}</button>`
        : nothing
    }
  </div>`;
}

function titleOf(t: ProtocolRunStrings, { open, isOwnRight }: RunController, { kind, rule }: Alerts[number]): string {
  if (kind === 'urgent') return t.urgentTitle;
  if (kind === 'stop') return t.stopTitle;
  const action = open?.protocol.rules.find(({ id }) => id === rule)?.action;
  return action?.kind === 'alert' && (isOwnRight || action.recipient !== 'delegator') ? t.alertDoctor : t.alertTitle;
}

/** Who was called, and what they said: on their own page, or on the telephone. */
function renderCalls(view: View, alert: Alerts[number]): Drawn {
  const { t, host, run } = view;
  const { answered, calls, waitsUntil, emergencyAt } = alert;
  if (run.isOwnRight) return nothing;
  if (answered) return html`<p role="status"><strong>${t.answered(t.alertAnswers[answered.answer])}</strong></p>`;
  const last = calls.at(-1);
  const person = run.people.find(({ professional }) => professional === last?.professional);
  return html`${run.isUntold(alert) ? html`<p role="alert"><strong>${t.nobodyTold[run.delivery.said ?? 'kept']}</strong></p>` : nothing}
  ${
    emergencyAt !== undefined
      ? html`<p role="alert"><strong>${run.judging?.linkEmergencyNumbers(t.nobodyAnswered)}</strong></p>`
      : person && waitsUntil !== undefined
        ? html`<p role="status">${t.called(nameOf(person), timeOf(waitsUntil, t))}</p>`
        : nothing
  }
  ${(host.callees ?? []).map(
    ({ phone, ...callee }) => html`<a href=${`tel:${phone}`}>${t.callByPhone(nameOf(callee))}</a>`,
  )}
  ${renderTelephone(view, alert)}`;
}

function renderTelephone({ t, host, run, callee, chooseCallee }: View, { rule }: Alerts[number]): Drawn {
  const callees = host.callees ?? [];
  // The server takes down who has said so.
  if (host.runs && callees.length === 0) return nothing;
  const who = callee ?? callees[0]?.professional ?? '';
  return html`<fieldset class="stack">
    <legend>${t.byPhone}</legend>
    ${
      callees.length > 1
        ? html`<label class="field">
            <span>${t.whoAnswers}</span>
            <select @change=${(event: Event) => chooseCallee((event.target as HTMLSelectElement).value)}>
              ${callees.map(
                (one) =>
                  html`<option value=${one.professional} ?selected=${one.professional === who}>${nameOf(one)}</option>`,
              )}
            </select>
          </label>`
        : nothing
    }
    <div class="actions">
      ${(['continue', 'takeOver', 'emergency'] as const).map(
        (answer) =>
          html`<button type="button" part="action" @click=${() => void run.takeAnswer(rule, answer, who)}>
            ${t.alertAnswers[answer]}
          </button>`,
      )}
    </div>
  </fieldset>`;
}

function timeOf(instant: string, t: ProtocolRunStrings): string {
  const date = new Date(instant);
  return t.time(date.getHours(), date.getMinutes());
}

// ——— Outcome ———

function renderOutcome(view: View): TemplateResult {
  const { t, run } = view;
  const { judged, open } = run;
  const verdict = judged?.explanation.verdict;
  if (!judged || !verdict || !open) return html`<p class="quiet">${t.loading}</p>`;
  const labels = new Map(open.outline.questions.map(({ linkId, label }) => [linkId, label]));
  const expired = run.judging?.expiredIn(open, judged);
  return html`<div class="verdict" part="verdict" data-level=${verdict.level}>
      <p><strong>${t.levels[verdict.level]}</strong></p>
      ${open.protocol.mode.kind === 'display' ? html`<p class="quiet">${t.displayMode}</p>` : nothing}
      ${
        verdict.missing.length > 0
          ? html`<h3>${t.missingAnswers}</h3>
              <ul class="criteria">
                ${verdict.missing.map(
                  (linkId) => html`<li>${expired?.has(linkId) ? t.testExpired : (labels.get(linkId) ?? linkId)}</li>`,
                )}
              </ul>`
          : nothing
      }
    </div>
    ${renderReasons(view)} ${run.photographs?.renderLeft(view) ?? nothing} ${renderConclusion(view)}
    <button type="button" part="action" @click=${() => run.go('questions')}>${t.back}</button>`;
}

function renderReasons({ t, language, run }: View): Drawn {
  const reasons = run.judging?.reasonsOf(t, language, run.judged!.explanation) ?? [];
  if (reasons.length === 0) return nothing;
  return html`<section>
    <h3>${t.why}</h3>
    <ul class="reasons">
      ${reasons.map(
        ({ text, because, isExample }) =>
          html`<li part="reason">
            <p><strong>${text}</strong></p>
            <p>${because}</p>
            ${isExample ? html`<span class="example">${t.example}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What the rules, or the délégant, have decided already; in display mode a person concludes where nothing speaks against it. */
function proposalOf({ judging, judged, alerts, open }: RunController): RunEnd | undefined {
  const answered = alerts.find((alert) => alert.answered && alert.lapsedAt === undefined)?.answered;
  if (answered) return judging?.outcomeOfAnswer(answered.answer);
  const verdict = judged?.explanation.verdict;
  if (verdict?.outcome === undefined) return undefined;
  if (open?.protocol.mode.kind === 'display' && verdict.level === 'outcome') return undefined;
  return { outcome: verdict.outcome, target: verdict.target };
}

const OUTCOMES = ['managedByDelegate', 'redirected', 'takeover', 'abandoned'] as const;

function renderConclusion(view: View): TemplateResult {
  const { t, run, chosen, choose } = view;
  const proposal = proposalOf(run);
  const end: Partial<Ending> = { ...proposal, ...chosen };
  const refusals = end.outcome === undefined ? [] : run.refusals({ outcome: end.outcome, target: end.target });
  return html`<section class="stack" aria-labelledby="conclude">
    <h3 id="conclude">${t.conclude}</h3>
    <label class="field">
      <span>${t.outcome}</span>
      <select
        name="outcome"
        @change=${(event: Event) =>
          choose({ outcome: (event.target as HTMLSelectElement).value as RunEnd['outcome'], target: undefined })}
      >
        <option value="" disabled ?selected=${end.outcome === undefined}>${t.choose}</option>
        ${OUTCOMES.filter((outcome) => !(run.isOwnRight && outcome === 'takeover')).map(
          (outcome) =>
            html`<option value=${outcome} ?selected=${outcome === end.outcome}>${t.outcomes[outcome]}</option>`,
        )}
      </select>
    </label>
    ${end.outcome === 'redirected' ? renderTarget(t, end, choose) : nothing}
    ${end.outcome === undefined ? nothing : renderEndQuestions(view, end.outcome)}
    ${refusals.map(
      (refusal) =>
        html`<p class="notice" part="notice" role="status">${t.refusals[refusal as keyof typeof t.refusals]}</p>`,
    )}
    <button
      type="button"
      class="primary"
      part="action"
      aria-disabled=${run.isBusy || end.outcome === undefined || refusals.length > 0}
      @click=${() => end.outcome && void run.conclude({ ...end, outcome: end.outcome })}
    >
      ${run.isBusy ? t.ending : t.end}
    </button>
  </section>`;
}

function renderEndQuestions({ t, run, chosen: { said = [] }, say }: View, outcome: RunEnd['outcome']): Drawn {
  const asked = run.questions(outcome);
  if (asked.length === 0) return nothing;
  return html`<fieldset class="stack">
    <legend>${t.endQuestion}</legend>
    ${asked.map(
      (question) =>
        html`<label class="check">
          <input
            type="checkbox"
            name=${question}
            .checked=${said.includes(question)}
            @change=${(event: Event) => say(question, (event.target as HTMLInputElement).checked)}
          />
          <span>${t.endQuestions[question]}</span>
        </label>`,
    )}
  </fieldset>`;
}

function renderTarget(t: ProtocolRunStrings, end: Partial<RunEnd>, choose: View['choose']): TemplateResult {
  const targets = Object.entries(t.targets);
  return html`<label class="field">
    <span>${t.target}</span>
    <select
      name="target"
      @change=${(event: Event) =>
        choose({ outcome: 'redirected', target: (event.target as HTMLSelectElement).value as RunEnd['target'] })}
    >
      <option value="" disabled ?selected=${end.target === undefined}>${t.choose}</option>
      ${targets.map(
        ([target, words]) => html`<option value=${target} ?selected=${target === end.target}>${words}</option>`,
      )}
    </select>
  </label>`;
}

// ——— Done ———

function renderDone(view: View): TemplateResult {
  const { t, run, copied, narrative, copy } = view;
  const { end } = run;
  return html`<p role="status"><strong>${t.doneTitle}</strong></p>
    ${end ? html`<p>${[t.outcomes[end.outcome], end.target && t.targets[end.target]].filter(Boolean).join(', ')}</p>` : nothing}
    ${run.photographs?.renderLeft(view) ?? nothing} ${renderNonInclusion(view)}
    ${run.judged ? renderReasons(view) : nothing}
    <button type="button" class="primary" part="action" @click=${copy}>${t.copy}</button>
    ${copied ? html`<p role="status">${t[copied]}</p>` : nothing} ${renderLetters(view)}
    <textarea part="narrative" readonly aria-label=${t.copy} .value=${narrative()}></textarea>`;
}

/** Whether it is counted that the patient was not included. */
function renderNonInclusion({ t, run }: View): Drawn {
  if (run.nonInclusion === undefined) return nothing;
  const become = run.nonInclusion === 'kept' && run.delivery.isInPage ? 'inPage' : run.nonInclusion;
  return html`<p class="quiet" role="status">${t.nonInclusions[become]}</p>
    ${
      run.nonInclusion === 'unsent'
        ? html`<button type="button" part="action" @click=${() => void run.recordNonInclusion()}>${t.retry}</button>`
        : nothing
    }`;
}
