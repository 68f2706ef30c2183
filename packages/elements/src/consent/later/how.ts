import { SIGNATURE_LEVELS } from '@relais/sdk/consent/parts';
import type { ConsentGiver, ConsentMethod, GiverCapacity } from '@relais/sdk/consent/parts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { View } from '../shared/types.ts';
import type { EvidenceTaker } from './evidence.ts';

const CAPACITIES = ['patient', 'parent', 'guardian', 'legalRepresentative'] as const;
const VERIFICATIONS = ['identityDocument', 'familyRecordBook', 'courtDecision', 'known', 'declared'] as const;
const ASSENTS = ['agrees', 'opposes', 'notAble'] as const;
const INTERPRETERS = ['none', 'person', 'service', 'relative'] as const;
const CHANNELS = ['onSite', 'phone', 'video', 'home'] as const;
const METHODS = ['oral', 'drawnSignature', 'oneTimeCode', 'paper'] as const;

/** Who decides and how, as it is usual; open where it is not, for somebody has to be named then. */
export function renderHow(view: View, evidence: EvidenceTaker): TemplateResult {
  const { t, consent } = view;
  const { givers, method, channel } = consent.choices;
  const isRepresented = givers[0]?.capacity !== 'patient';
  const summary = [
    givers.map(({ capacity }) => t.capacities[capacity]).join(', '),
    methodWords(t)[method],
    t.channels[channel],
  ];
  return html`<details class="how" ?open=${isRepresented}>
    <summary>
      <span>${t.how}</span>
      <span class="quiet">${summary.join(' · ')}</span>
    </summary>
    <div class="stack">
      ${givers.map((giver, index) => renderGiver(view, giver, index))} ${isRepresented ? renderAssent(view) : nothing}
      ${renderInterpreter(view)}
      ${renderSelect(t.channel, CHANNELS, channel, t.channels, (value) => consent.change({ channel: value }))}
      ${renderMethod(view, evidence)}
    </div>
  </details>`;
}

function renderGiver({ t, consent, host }: View, giver: ConsentGiver, index: number): TemplateResult {
  const set = (changes: Partial<ConsentGiver>) =>
    consent.change({ givers: consent.choices.givers.map((one, at) => (at === index ? { ...one, ...changes } : one)) });
  const setCapacity = (capacity: GiverCapacity) =>
    consent.change({
      givers:
        capacity === 'patient'
          ? [{ capacity }]
          : consent.choices.givers.map((one, at) => (at === index ? { ...one, capacity } : one)),
    });
  const isPatient = giver.capacity === 'patient';
  const isLast = index === consent.choices.givers.length - 1;
  return html`<fieldset class="stack">
    <legend>${index === 0 ? t.giver : t.otherGiver}</legend>
    ${renderSelect(t.capacity, CAPACITIES, giver.capacity, t.capacities, setCapacity)}
    ${
      isPatient
        ? nothing
        : html`<label class="field">
              <span>${t.giverName}</span>
              <input
                type="text"
                autocomplete="off"
                maxlength="200"
                .value=${giver.name ?? ''}
                @input=${(event: Event) => set(named((event.target as HTMLInputElement).value))}
              />
            </label>
            ${renderSelect(t.verification, VERIFICATIONS, giver.verification, t.verifications, (verification) => set({ verification }))}
            ${
              isLast && index === 0 && (host.serious || giver.capacity === 'parent')
                ? html`<button
                    type="button"
                    class="link"
                    part="action"
                    @click=${() => consent.change({ givers: [...consent.choices.givers, { capacity: 'parent' }] })}
                  >
                    ${t.addParent}
                  </button>`
                : nothing
            }`
    }
  </fieldset>`;
}

/** A name that is emptied is none. */
function named(text: string): Partial<ConsentGiver> {
  return { name: text.trim() || undefined };
}

function renderAssent({ t, consent }: View): TemplateResult {
  return html`<fieldset class="choices">
    <legend>${t.assent}</legend>
    ${ASSENTS.map(
      (assent) =>
        html`<label class="choice">
          <input
            type="radio"
            name="assent"
            .checked=${consent.choices.assent === assent}
            @change=${() => consent.change({ assent })}
          />
          <span>${t.assents[assent]}</span>
        </label>`,
    )}
  </fieldset>`;
}

function renderInterpreter({ t, consent }: View): TemplateResult {
  const { interpreter } = consent.choices;
  return html`${renderSelect(t.interpreter, INTERPRETERS, interpreter.kind, t.interpreters, (kind) => consent.change({ interpreter: { kind } }))}
  ${
    interpreter.kind === 'person' || interpreter.kind === 'relative'
      ? html`<label class="field">
          <span>${t.interpreterName}</span>
          <input
            type="text"
            autocomplete="off"
            maxlength="200"
            .value=${interpreter.name ?? ''}
            @input=${(event: Event) => {
              const name = (event.target as HTMLInputElement).value.trim();
              consent.change({ interpreter: { kind: interpreter.kind, ...(name && { name }) } });
            }}
          />
        </label>`
      : nothing
  }`;
}

function renderMethod(view: View, evidence: EvidenceTaker): TemplateResult {
  const { t, consent, host } = view;
  const methods = METHODS.filter((method) => method !== 'oneTimeCode' || host.codes);
  return html`${renderSelect(t.method, methods, consent.choices.method, methodWords(t), (method) =>
    consent.change({ method, evidence: undefined }),
  )}
  ${evidence.render(view)}`;
}

/** Each way, and the level of signature it is worth: it is known before it is chosen. */
function methodWords(t: View['t']): Record<ConsentMethod, string> {
  const words = METHODS.map((method) => [method, `${t.methods[method]} (${t.levels[SIGNATURE_LEVELS[method]]})`]);
  return Object.fromEntries(words) as Record<ConsentMethod, string>;
}

/** A list to choose from. What is not chosen yet says so. */
function renderSelect<Value extends string>(
  label: string,
  values: readonly Value[],
  chosen: Value | undefined,
  words: Readonly<Record<Value, string>>,
  onChoice: (value: Value) => void,
): TemplateResult {
  const options = values.map((value): [string, string] => [value, words[value]]);
  return html`<label class="field">
    <span>${label}</span>
    <select @change=${(event: Event) => onChoice((event.target as HTMLSelectElement).value as Value)}>
      ${chosen === undefined ? html`<option value="" selected disabled></option>` : nothing}
      ${options.map(([value, word]) => html`<option value=${value} ?selected=${value === chosen}>${word}</option>`)}
    </select>
  </label>`;
}
