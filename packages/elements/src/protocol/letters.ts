import { nothing, type TemplateResult } from 'lit';
import type { Consent, ConsentDecidedEvent } from '../consent/index.ts';
import type { LetterElement } from '../letter/index.ts';
import { html } from '../ui/html.ts';
import type { View } from './view.ts';

/** What leaves the run. Its element comes once a run that a backend keeps has ended, and no earlier. */
export function renderLetters(view: View): TemplateResult | typeof nothing {
  const { language, host, run } = view;
  // They are made of what the server has of the run.
  if (!host.letters || !run.run || run.delivery.state === 'kept') return nothing;
  void import('../letter/relais-letter.ts');
  void import('../consent/relais-consent.ts');
  return html`<relais-letter .language=${language} .letters=${host.letters} .run=${run.run}
    >${renderInforming(view)}</relais-letter
  >`;
}

/** Tells the patient what goes to their doctor, where the structure has a text for it; shown while they were not told. */
function renderInforming({ language, host }: View): TemplateResult | typeof nothing {
  const texts = host.texts?.filter(({ code }) => code === 'exchangeWithCarers') ?? [];
  const { patient, consents } = host;
  if (texts.length === 0 || !patient || !consents) return nothing;
  const { id, identityStatus, ageYears, regime = 'none', givenName, familyName } = patient;
  const name = [givenName, familyName].filter(Boolean).join(' ');
  return html`<relais-consent
    slot="inform"
    .language=${language}
    .code=${'exchangeWithCarers'}
    .texts=${texts}
    .values=${host.values}
    .patient=${{ id, identityStatus, ageYears, regime, ...(name && { name }) }}
    .collector=${host.collector}
    .organization=${host.organization}
    .records=${[...(host.records ?? []), ...host.decided]}
    .now=${host.now}
    @relais-consent-decided=${(event: ConsentDecidedEvent) => keep(event, consents)}
  ></relais-consent>`;
}

function keep(event: ConsentDecidedEvent, consents: NonNullable<View['host']['consents']>): void {
  const consent = event.target as Consent;
  const { record } = consent;
  if (!record) return;
  const kept = consents.record(record);
  event.waitUntil(kept);
  const letters = consent.closest<LetterElement>('relais-letter');
  void kept.then(
    () => letters?.refresh(),
    () => undefined,
  );
}
