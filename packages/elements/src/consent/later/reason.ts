import type { ReferralReason } from '@relais/sdk/consent/parts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { View } from '../shared/types.ts';

const REASONS = ['childOpposes', 'parentsDisagree', 'minorAsksSecrecy', 'cannotUnderstand', 'other'] as const;

/** A refusal, an urgency, a call for a doctor: what has to be written down with each, and no more. */
export function renderReason(view: View): TemplateResult {
  const { t, consent } = view;
  const form = formOf(view);
  return html`<form class="reason stack" @submit=${form.onSubmit} novalidate>
    <h2 tabindex="-1">${form.title}</h2>
    <p>${form.help}</p>
    ${form.fields}
    ${
      consent.gaps.length === 0
        ? nothing
        : html`<div class="summary" role="alert" tabindex="-1">
            <ul>
              ${consent.gaps.map((gap) => html`<li>${t.gaps[gap]}</li>`)}
            </ul>
          </div>`
    }
    <div class="actions">
      <button type="button" part="action" @click=${() => consent.go('asking')}>${t.back}</button>
      <button type="submit" part="action">${form.action}</button>
    </div>
  </form>`;
}

interface ReasonForm {
  readonly title: string;
  readonly help: string;
  readonly action: string;
  readonly fields: TemplateResult;
  readonly onSubmit: (event: SubmitEvent) => void;
}

function formOf({ t, consent }: View): ReasonForm {
  const send = (decide: (said: FormData) => void) => (event: SubmitEvent) => {
    event.preventDefault();
    decide(new FormData(event.target as HTMLFormElement));
  };
  const text = (said: FormData, name: string) => {
    const value = said.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const reason = (said: FormData) => (text(said, 'reason') === '' ? {} : { reason: text(said, 'reason') });
  switch (consent.stage) {
    case 'urgency':
      return {
        title: t.urgency,
        help: t.urgencyHelp,
        action: t.recordUrgency,
        fields: note(t.reason),
        onSubmit: send((said) => void consent.decide('urgencyException', reason(said))),
      };
    case 'referral':
      return {
        title: t.callDoctor,
        help: t.referralHelp,
        action: t.recordReferral,
        fields: html`<fieldset class="choices">
            <legend>${t.referralWhy}</legend>
            ${REASONS.map(
              (one) =>
                html`<label class="choice">
                  <input type="radio" name="why" value=${one} />
                  <span>${t.referrals[one]}</span>
                </label>`,
            )}
          </fieldset>
          <label class="field">
            <span>${t.doctor}</span>
            <input name="doctor" type="text" autocomplete="off" maxlength="200" />
          </label>
          ${note(t.noteOptional)}`,
        onSubmit: send((said) => {
          const why = text(said, 'why') as ReferralReason | '';
          const doctor = text(said, 'doctor');
          const referral = why !== '' && doctor !== '' ? { referral: { reason: why, doctor } } : {};
          void consent.decide('referredToDoctor', { ...referral, ...reason(said) });
        }),
      };
    default:
      return {
        title: consent.isInformation ? t.objects : t.refuses,
        help: consent.isInformation ? t.objectionHelp : t.refusalHelp,
        action: consent.isInformation ? t.recordObjection : t.recordRefusal,
        fields: note(t.noteOptional),
        onSubmit: send((said) => void consent.decide(consent.isInformation ? 'objected' : 'refused', reason(said))),
      };
  }
}

function note(label: string): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <textarea name="reason" rows="3" maxlength="1000"></textarea>
  </label>`;
}
