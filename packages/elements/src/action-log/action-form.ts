import type { AciMission, Action, ActionKind, DeclareAction } from '@relais/sdk';
import type { TemplateResult } from 'lit';
import { selectField } from '../ui/fields/chosen.ts';
import { form, submitButton, type FieldFault } from '../ui/fields/form.ts';
import { cleanDate, readDate, writeDate } from '../ui/fields/reading.ts';
import { dateField, textField, wholeNumberField } from '../ui/fields/typed.ts';
import { button, heading } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import type { ActionLogStrings } from './words/fr.ts';

type FieldName = keyof ActionLogStrings['faults'];

/** As the contract has them. */
const LONGEST = { title: 200, sheet: 80, evidence: 500 };
const MOST_PEOPLE = 1_000_000;

/** Owns: what is typed of an action. `corrects` is the entry it takes the place of, from which it begins. */
export class ActionForm {
  readonly corrects: Action | undefined;
  readonly #onChange: () => void;
  #draft: Record<FieldName, string>;
  #faulty: readonly FieldName[] = [];

  constructor(corrects: Action | undefined, onChange: () => void) {
    this.corrects = corrects;
    this.#onChange = onChange;
    this.#draft = {
      on: corrects ? writeDate(corrects.on) : '',
      kind: corrects?.kind ?? '',
      mission: corrects?.mission ?? '',
      title: corrects?.title ?? '',
      sheet: corrects?.sheet ?? '',
      reached: corrects?.reached?.toString() ?? '',
      attendees: corrects?.attendees?.toString() ?? '',
      evidence: corrects?.evidence ?? '',
    };
  }

  /** What is to be sent; `undefined` once something is wrong, which the form then says. `today` is `YYYY-MM-DD`. */
  read(today: string): DeclareAction | undefined {
    const { kind, mission, title, sheet, reached, attendees, evidence } = this.#draft;
    const on = readDate(this.#draft.on) ?? '';
    const wrong: Partial<Record<FieldName, boolean>> = {
      on: on === '' || on > today,
      kind: kind === '',
      mission: mission === '',
      title: title.trim() === '' || title.trim().length > LONGEST.title,
      sheet: sheet.trim().length > LONGEST.sheet,
      reached: !isPeople(reached),
      attendees: !isPeople(attendees),
      evidence: evidence.trim().length > LONGEST.evidence,
    };
    this.#faulty = (Object.keys(wrong) as FieldName[]).filter((name) => wrong[name]);
    if (this.#faulty.length > 0) return undefined;
    return {
      ...{ kind: kind as ActionKind, mission: mission as AciMission, on, title: title.trim() },
      ...(sheet.trim() && { sheet: sheet.trim() }),
      ...(reached.trim() && { reached: Number(reached) }),
      ...(attendees.trim() && { attendees: Number(attendees) }),
      ...(evidence.trim() && { evidence: evidence.trim() }),
      ...(this.corrects && { corrects: this.corrects.id }),
    };
  }

  render(t: ActionLogStrings, save: () => unknown, cancel: () => unknown): TemplateResult {
    const faults: FieldFault[] = this.#faulty.map((name) => ({ id: name, text: t.faults[name] }));
    const field = (name: FieldName, label: string, help?: string) => ({
      ...{ id: name, label, help, value: this.#draft[name] },
      type: (text: string) => this.#write(name, text),
      fault: this.#faulty.includes(name) ? t.faults[name] : undefined,
    });
    const select = (name: 'kind' | 'mission', label: string, words: Readonly<Record<string, string>>) =>
      selectField(t, {
        ...{ id: name, label, need: 'required', none: t.choose, chosen: this.#draft[name] },
        options: Object.entries(words).map(([value, text]) => ({ value, text })),
        choose: (code) => this.#write(name, code),
        fault: this.#faulty.includes(name) ? t.faults[name] : undefined,
      });
    const { corrects } = this;
    return html`<div class="stack narrow">
      ${heading(corrects ? t.correctTitle(corrects.title) : t.declareTitle)}
      <p>${corrects ? t.correctText : t.intro}</p>
      <p class="notice" part="notice">${t.privacy}</p>
      ${form(
        t,
        faults,
        html`${dateField(t, { ...field('on', t.on, t.onHelp), need: 'required', clean: cleanDate })}
          ${select('kind', t.kind, t.kinds)} ${select('mission', t.mission, t.missions)}
          ${textField(t, { ...field('title', t.name), need: 'required', longest: LONGEST.title })}
          ${textField(t, { ...field('sheet', t.sheet, t.sheetHelp), need: 'optional', longest: LONGEST.sheet })}
          <div class="pair">
            ${wholeNumberField(t, { ...field('reached', t.reached), need: 'optional', longest: 9 })}
            ${wholeNumberField(t, { ...field('attendees', t.attendees), need: 'optional', longest: 9 })}
          </div>
          ${textField(t, { ...field('evidence', t.evidenceField, t.evidenceHelp), need: 'optional', longest: LONGEST.evidence })}
          <div class="actions">${submitButton(t.save)} ${button(t.cancel, cancel)}</div>`,
        save,
      )}
    </div>`;
  }

  #write(name: FieldName, text: string): void {
    this.#draft = { ...this.#draft, [name]: text };
    this.#onChange();
  }
}

function isPeople(text: string): boolean {
  return /^\d*$/.test(text.trim()) && Number(text) <= MOST_PEOPLE;
}
