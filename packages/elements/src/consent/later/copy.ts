import type { ConsentRecord } from '@relais/sdk/consent/parts';
import { SIGNATURE_LEVELS } from '@relais/sdk/consent/parts';
import type { TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { directionOf, when } from '../shared/reading.ts';
import type { View } from '../shared/types.ts';
import { renderQr } from './qr.ts';

/** The copy on paper: what was decided, the exact text, and a code by which both can be checked later. */
export function renderCopy({ t, host, language }: View, { proof, text }: ConsentRecord): TemplateResult {
  // The same as `printedCode` of the engine, which a test holds it to: no schema has to come along for it.
  const code = `RELAIS-CONSENT:${proof.id}:${proof.seal.hash}`;
  const givers = proof.givenBy.map(({ capacity, name }) =>
    name === undefined ? t.capacities[capacity] : `${name} (${t.capacities[capacity]})`,
  );
  const lines: (readonly [string, string])[] = [
    [t.copyPatient, host.patient?.name ?? proof.patient.id],
    [t.copyDecision, `${t.codes[proof.code]} : ${t.decisions[proof.decision]}`],
    [t.copyGiver, givers.join(', ') || '—'],
    [t.copyCollector, `${proof.collectedBy.name}, ${proof.structure.name}`],
    [t.copyWhen, when(proof.confirmedAt, language)],
    ...(proof.referral ? ([[t.doctor, proof.referral.doctor]] as const) : []),
    [t.copyMethod, `${t.methods[proof.method]} (${t.levels[SIGNATURE_LEVELS[proof.method]]})`],
  ];
  return html`<section class="copy" part="copy" aria-hidden="true">
    <h2>${t.copyTitle}</h2>
    <dl>
      ${lines.map(
        ([name, said]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${said}</dd>
          </div>`,
      )}
    </dl>
    <p lang=${proof.text?.language ?? ''} dir=${directionOf(proof.text?.language ?? 'fr')}>
      <span class="exact" translate="no">${text ?? ''}</span>
    </p>
    <div class="proof">
      ${renderQr(code, t.copyQr)}
      <p>
        <span>${t.copyCheck}</span>
        <span class="code" translate="no">${code}</span>
      </p>
    </div>
  </section>`;
}
