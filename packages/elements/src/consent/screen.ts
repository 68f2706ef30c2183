import type { ConsentText, ProofGap } from '@relais/sdk/consent/parts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import { ConsentTalkRequestEvent } from './shared/consent-events.ts';
import { directionOf, when } from './shared/reading.ts';
import type { View } from './shared/types.ts';

type Drawn = TemplateResult | typeof nothing;

/** States in which nobody has to be asked before something is done. */
const SETTLED = ['given', 'informed', 'refused', 'objected', 'withdrawn', 'referredToDoctor'];
const TONES: Readonly<Record<string, 'yes' | 'again' | 'no'>> = {
  given: 'yes',
  informed: 'yes',
  expired: 'again',
  newVersion: 'again',
  urgency: 'again',
  checking: 'again',
};
const SIGNS = { yes: '✓', again: '!', no: '✕' };

export function renderConsent(view: View): TemplateResult {
  if (view.own) return view.own.render(view);
  const { consent, state, isLocked } = view;
  const isAsking =
    !isLocked &&
    state !== 'checking' &&
    state !== 'invalid' &&
    (consent.stage === 'asking' || !SETTLED.includes(state));
  return html`<div class="stack">
    ${renderBanner(view)} ${consent.stage === 'unkept' ? renderUnkept(view) : nothing}
    ${consent.stage !== 'unkept' && isAsking ? renderStage(view) : (view.later?.renderActions(view) ?? nothing)}
    ${view.later?.render(view) ?? nothing}
  </div>`;
}

/** How it stands: a sign and words, never a colour alone. */
function renderBanner({ t, state, consent, language }: View): TemplateResult {
  const tone = TONES[state] ?? 'no';
  const { proof } = consent.standing;
  const about = state === 'toCollect' || state === 'toInform' ? undefined : proof;
  return html`<div class="banner" part="banner" data-tone=${tone} tabindex="-1">
    <span class="sign" aria-hidden="true">${SIGNS[tone]}</span>
    <div>
      <p class="state"><strong>${t.states[state]}</strong></p>
      <p class="quiet">
        <span>${t.codes[consent.code]}</span>
        ${about ? html`<span>${t.byAt(about.collectedBy.name, when(about.confirmedAt, language))}</span>` : nothing}
      </p>
      ${state === 'invalid' ? html`<p>${t.faults(consent.faults ?? [])}</p>` : nothing}
    </div>
  </div>`;
}

function renderUnkept({ t, consent }: View): TemplateResult {
  return html`<div class="notice unkept" part="notice" role="alert">
    <p>${t.unkept}</p>
    <button type="button" part="action" @click=${() => void consent.keep()}>${t.keepAgain}</button>
  </div>`;
}

function renderStage(view: View): Drawn {
  switch (view.consent.stage) {
    case 'refusing':
    case 'urgency':
    case 'referral':
      return view.later?.renderReason(view) ?? html`<p class="quiet">${view.t.loading}</p>`;
    case 'keeping':
      return html`<p role="status">${view.t.keeping}</p>`;
    default:
      return renderAsking(view);
  }
}

function renderAsking(view: View): TemplateResult {
  const { t, consent, host } = view;
  if (!host.patient || !host.collector || !host.organization) return html`<p class="notice">${t.hostLacks}</p>`;
  let text: ConsentText | undefined;
  try {
    ({ text } = consent);
  } catch {
    return html`<p class="notice" part="notice" role="alert">${t.textIncomplete}</p>`;
  }
  if (!text) return html`<p class="notice" part="notice" role="alert">${t.textMissing}</p>`;
  const own = consent.textFor(view.language) ?? text;
  return html`<section class="stack" aria-labelledby="title">
    <h2 id="title" part="title" translate="no" lang=${own.language} dir=${directionOf(own.language)}>${own.title}</h2>
    ${text.status === 'illustrative' ? html`<p class="notice" part="notice">${t.illustrative}</p>` : nothing}
    <p class="quiet">${consent.isInformation ? t.kindInformation : t.kindConsent}</p>
    ${view.later?.renderRead(view) ?? nothing} ${renderPoints(view, own)} ${view.later?.renderBeside(view) ?? nothing}
    ${view.later?.renderHow(view) ?? nothing}
    ${consent.isInformed ? renderQuestion(view, text) : html`<p class="quiet">${t.firstSay}</p>`} ${renderGaps(view)}
    ${view.later?.renderAsides(view) ?? nothing}
  </section>`;
}

/** The short list: each line ticked as it is said. Enter ticks and goes on to the next one. */
function renderPoints({ t, consent, host }: View, text: ConsentText): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (!event.target.checked) event.target.click();
    const boxes = [...(event.currentTarget as Element).querySelectorAll('input')];
    const next = boxes[boxes.indexOf(event.target) + 1];
    if (next) next.focus();
    else consent.focusNext = '.primary';
    if (!next) host.requestUpdate();
  };
  return html`<fieldset class="points" @keydown=${onKey}>
    <legend>${t.saidLegend}</legend>
    ${text.points.map(
      ({ id, said }) =>
        html`<label class="point" part="point">
          <input
            type="checkbox"
            .checked=${consent.said.has(id)}
            @change=${(event: Event) => consent.say(id, (event.target as HTMLInputElement).checked)}
          />
          <span translate="no" lang=${text.language} dir=${directionOf(text.language)}>${said}</span>
        </label>`,
    )}
    <p class="quiet">${t.enterHelp}</p>
  </fieldset>`;
}

/** Two moments for a consent, one for an information. */
function renderQuestion({ t, consent, host }: View, text: ConsentText): TemplateResult {
  const question = html`<p
    class="question"
    part="question"
    translate="no"
    lang=${text.language}
    dir=${directionOf(text.language)}
  >
    ${text.question}
  </p>`;
  if (consent.isInformation) {
    return html`${question}
      <button type="button" class="primary" part="action" @click=${() => void consent.decide('informed')}>
        ${t.informedNoObjection}
      </button>`;
  }
  if (consent.firstAskedAt === undefined) {
    return html`${question}
      <button type="button" class="primary" part="action" @click=${() => consent.ask()}>${t.agrees}</button>`;
  }
  return html`<p class="quiet">${t.askedFirst}</p>
    ${
      text.course === undefined
        ? nothing
        : html`<p translate="no" lang=${text.language} dir=${directionOf(text.language)}>${text.course}</p>`
    }
    ${question}
    <button type="button" class="primary" part="action" @click=${() => void consent.decide('given')}>
      ${t.confirms}
    </button>
    <button type="button" class="link" part="action" @click=${() => host.dispatchEvent(new ConsentTalkRequestEvent())}>
      ${t.wantsToTalk}
    </button>`;
}

/** What the decision lacks, in the words of who can mend it. */
function renderGaps({ t, consent }: View): Drawn {
  const gaps = [...new Set<ProofGap>(consent.gaps)];
  if (gaps.length === 0) return nothing;
  return html`<div class="summary" part="notice" role="alert" tabindex="-1">
    <p><strong>${t.lacks}</strong></p>
    <ul>
      ${gaps.map((gap) => html`<li>${t.gaps[gap]}</li>`)}
    </ul>
  </div>`;
}
