import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../ui/fields/chosen.ts';
import { form, submitButton, type FieldFault } from '../ui/fields/form.ts';
import { cleanDate, cleanName, readDate } from '../ui/fields/reading.ts';
import { dateField, textField } from '../ui/fields/typed.ts';
import { html } from '../ui/html.ts';
import type { Desk } from './desk.ts';

const EMPTY = { familyName: '', givenName: '', birthDate: '', reason: '', practiceId: '' };

/** The line by which somebody is added who has come without an appointment. */
export class AddingLine {
  readonly #desk: Desk;
  #typed = { ...EMPTY };
  #faults: readonly FieldFault[] = [];
  #refusal: string | undefined;
  #isBusy = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  render(): TemplateResult {
    const { t, place, list } = this.#desk;
    const places = list?.places ?? [];
    const faultOf = (id: string) => this.#faults.find((fault) => fault.id === id)?.text;
    const set = (name: keyof typeof EMPTY) => (value: string) => (this.#typed[name] = value);
    const name = (id: 'familyName' | 'givenName') =>
      textField(t, {
        ...{
          id,
          label: t[id],
          need: 'required',
          value: this.#typed[id],
          type: set(id),
          clean: cleanName,
          longest: 100,
        },
        fault: faultOf(id),
      });
    const content = html`<div class="line">
        ${name('familyName')} ${name('givenName')}
        ${dateField(t, {
          ...{ id: 'birthDate', label: t.birthDate, value: this.#typed.birthDate, type: set('birthDate') },
          clean: cleanDate,
          need: 'optional',
          fault: faultOf('birthDate'),
        })}
        ${selectField(t, {
          ...{ id: 'entryReason', label: t.entryReason, none: t.unsaid, chosen: this.#typed.reason },
          options: place.reasons.map(({ code, label }) => ({ value: code, text: label })),
          choose: set('reason'),
        })}
        ${
          places.length > 1
            ? selectField(t, {
                ...{ id: 'place', label: t.place, chosen: this.#practice },
                options: places.map(({ practiceId, name: text }) => ({ value: practiceId, text })),
                choose: set('practiceId'),
              })
            : nothing
        }
        ${submitButton(t.submitAdd)}
      </div>
      ${this.#refusal ? html`<p class="notice refusal" role="alert">${this.#refusal}</p>` : nothing}`;
    return html`<details class="add">
      <summary>${t.add}</summary>
      <div aria-busy=${this.#isBusy ? 'true' : nothing}>${form(t, this.#faults, content, () => void this.#add())}</div>
    </details>`;
  }

  get #practice(): string {
    return this.#typed.practiceId || (this.#desk.list?.places[0]?.practiceId ?? '');
  }

  async #add(): Promise<void> {
    if (this.#isBusy) return;
    const { t, flow, visits } = this.#desk;
    const { familyName, givenName, birthDate, reason } = this.#typed;
    const date = readDate(birthDate);
    this.#refusal = undefined;
    this.#faults = [
      ...(familyName.trim() ? [] : [{ id: 'familyName', text: t.nameMissing }]),
      ...(givenName.trim() ? [] : [{ id: 'givenName', text: t.givenNameMissing }]),
      ...(birthDate.trim() === '' || date ? [] : [{ id: 'birthDate', text: t.wrongDate }]),
    ];
    this.#desk.redraw();
    if (this.#faults.length > 0) return flow.focus('summary');
    this.#isBusy = true;
    try {
      await visits.add({
        ...{ practiceId: this.#practice, familyName, givenName },
        ...(date !== undefined && { birthDate: date }),
        ...(reason && { reason }),
      });
      this.#typed = { ...EMPTY, practiceId: this.#typed.practiceId };
      await this.#desk.done(t.added(`${givenName} ${familyName}`));
      flow.focus('familyName');
    } catch (error) {
      const { code = 'unexpected' } = error as { readonly code?: string };
      this.#refusal = t.refusals[code] ?? t.refused(code);
    } finally {
      this.#isBusy = false;
      this.#desk.redraw();
    }
  }
}
