import { isBirthDate, readName } from '@relais/sdk';
import type { OfferAnswer, OfferNeed, StructureInfo } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../ui/fields/chosen.ts';
import { faultSummary, type FieldFault } from '../ui/fields/form.ts';
import { cleanDate, cleanName, readDate } from '../ui/fields/reading.ts';
import { dateField, textField } from '../ui/fields/typed.ts';
import { html } from '../ui/html.ts';
import type { SeatOfferStrings } from './words/fr.ts';

type Known = Pick<Extract<OfferAnswer, { answer: 'yes' }>, 'person' | 'reason'>;
type FieldName = keyof SeatOfferStrings['faults'];

/** Owns: what is typed of who is to be seen and why, where the call-back list does not know it. */
export class NeedForm {
  readonly #onChange: () => void;
  #draft: Record<FieldName, string> = { familyName: '', givenName: '', birthDate: '', reason: '' };
  #faulty: readonly FieldName[] = [];

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What is to be sent; `undefined` once something is wrong, which the form then says. `today` is `YYYY-MM-DD`. */
  read(needs: readonly OfferNeed[], today: string): Known | undefined {
    const { familyName, givenName, birthDate, reason } = this.#draft;
    const born = readDate(birthDate) ?? '';
    const read: Record<FieldName, string | undefined> = {
      familyName: readName(familyName),
      givenName: readName(givenName),
      birthDate: isBirthDate(born, today) ? born : undefined,
      reason: reason || undefined,
    };
    this.#faulty = fieldsOf(needs).filter((name) => read[name] === undefined);
    if (this.#faulty.length > 0) return undefined;
    const person = { familyName: read.familyName ?? '', givenName: read.givenName ?? '', birthDate: born };
    return { ...(needs.includes('person') && { person }), ...(needs.includes('reason') && { reason }) };
  }

  render(t: SeatOfferStrings, needs: readonly OfferNeed[], reasons: StructureInfo['reasons']): TemplateResult {
    const faults: FieldFault[] = this.#faulty.map((name) => ({ id: name, text: t.faults[name] }));
    const field = (name: FieldName, complete?: 'family-name' | 'given-name' | 'bday') => ({
      id: name,
      label: t[name],
      need: 'required' as const,
      value: this.#draft[name],
      type: (text: string) => this.#write(name, text),
      fault: this.#faulty.includes(name) ? t.faults[name] : undefined,
      complete,
    });
    return html`<fieldset class="stack">
      <legend>${t.needTitle}</legend>
      ${faults.length > 0 ? faultSummary(t, faults) : nothing}
      ${
        needs.includes('person')
          ? html`<div class="pair">
                ${textField(t, { ...field('familyName', 'family-name'), clean: cleanName })}
                ${textField(t, { ...field('givenName', 'given-name'), clean: cleanName })}
              </div>
              ${dateField(t, { ...field('birthDate', 'bday'), help: t.birthDateHelp, clean: cleanDate })}`
          : nothing
      }
      ${
        needs.includes('reason')
          ? selectField(t, {
              ...{ id: 'reason', label: t.reason, need: 'required', none: '', chosen: this.#draft.reason },
              options: reasons.map(({ code, label }) => ({ value: code, text: label })),
              choose: (code) => this.#write('reason', code),
              fault: this.#faulty.includes('reason') ? t.faults.reason : undefined,
            })
          : nothing
      }
    </fieldset>`;
  }

  #write(name: FieldName, text: string): void {
    this.#draft = { ...this.#draft, [name]: text };
    this.#onChange();
  }
}

function fieldsOf(needs: readonly OfferNeed[]): FieldName[] {
  return needs.flatMap((need): FieldName[] =>
    need === 'person' ? ['familyName', 'givenName', 'birthDate'] : ['reason'],
  );
}
