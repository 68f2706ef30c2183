import type { TemplateResult } from 'lit';
import type { FieldFault } from '../../ui/fields/form.ts';
import { cleanDate, cleanEmail, cleanName, cleanPhone, readDate } from '../../ui/fields/reading.ts';
import {
  dateField,
  emailField,
  telephoneField,
  textField,
  type AutoFill,
  type TypedField,
} from '../../ui/fields/typed.ts';
import { html } from '../../ui/html.ts';
import type { FieldWords } from '../../ui/words/fr.ts';
import type { PersonFormWords } from './words/person-fr.ts';

/** Who is to be on a list, as it is typed. */
export interface PersonDraft {
  familyName: string;
  givenName: string;
  birthDate: string;
  phone: string;
  email: string;
}

export const createPersonDraft = (): PersonDraft => ({
  ...{ familyName: '', givenName: '', birthDate: '', phone: '', email: '' },
});

type Words = PersonFormWords & FieldWords;

const COMPLETE: Readonly<Record<keyof PersonDraft, AutoFill>> = {
  familyName: 'family-name',
  givenName: 'given-name',
  birthDate: 'bday',
  phone: 'tel',
  email: 'email',
};

/** `isOwn`: a browser may fill in what it knows of whoever types. */
export function personFields(
  t: Words,
  draft: PersonDraft,
  faultOf: (id: string) => string | undefined,
  isOwn = false,
): TemplateResult {
  const typed = (id: keyof PersonDraft, label: string): TypedField => ({
    ...{ id, label, value: draft[id], need: id === 'email' ? 'optional' : 'required', fault: faultOf(id) },
    ...(isOwn && { complete: COMPLETE[id] }),
    type: (value) => (draft[id] = value),
  });
  return html`<div class="pair">
    ${textField(t, { ...typed('familyName', t.familyName), clean: cleanName })}
    ${textField(t, { ...typed('givenName', t.givenName), clean: cleanName })}
    ${dateField(t, { ...typed('birthDate', t.birthDate), help: t.dateHelp, clean: cleanDate })}
    ${telephoneField(t, { ...typed('phone', t.phone), clean: cleanPhone })}
    ${emailField(t, { ...typed('email', t.email), clean: cleanEmail })}
  </div>`;
}

export function personFaults(t: Words, draft: PersonDraft): FieldFault[] {
  const read = {
    familyName: cleanName(draft.familyName),
    givenName: cleanName(draft.givenName),
    birthDate: readDate(draft.birthDate),
    phone: cleanPhone(draft.phone),
    email: draft.email.trim() === '' ? '' : cleanEmail(draft.email),
  };
  const texts: Readonly<Record<keyof PersonDraft, string>> = {
    familyName: t.wrongName,
    givenName: t.wrongGivenName,
    birthDate: t.wrongBirthDate,
    phone: t.wrongPhone,
    email: t.wrongEmail,
  };
  return (Object.keys(texts) as (keyof PersonDraft)[])
    .filter((id) => read[id] === undefined)
    .map((id) => ({ id, text: texts[id] }));
}

/** As it is sent: what was typed, once nothing is wrong with it. */
export function readPerson({ familyName, givenName, birthDate, phone, email }: PersonDraft) {
  const address = email.trim();
  return { familyName, givenName, birthDate: readDate(birthDate) ?? '', phone, ...(address && { email: address }) };
}
