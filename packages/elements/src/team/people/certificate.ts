import { nothing } from 'lit';
import { cleanDate, cleanName, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField, numberField, textField, wholeNumberField, type TypedField } from '../../ui/fields/typed.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { nameOf, type Part } from '../shared/people.ts';

const MOST = 1000;
/** What is proposed, and the furthest that is taken. */
const USUAL_YEARS = 2;
const LONGEST_YEARS = 10;

/** A doctor of the structure certifies, of today and in her own name, that somebody is trained. */
export function openCertificate(desk: Desk, { person, membership }: Part): void {
  const { t, team } = desk;
  if (!team) return;
  const { on: today, self } = team;
  const name = nameOf(person);
  const part = { professional: person.professional, protocol: membership.protocol };
  const last = yearsAfter(today, LONGEST_YEARS);
  const draft = {
    theoryHours: '',
    clinicalCases: '',
    validTo: writeDate(yearsAfter(today, USUAL_YEARS)),
    by: self ? nameOf(self) : '',
    rpps: self?.rpps ?? '',
  };
  type Name = keyof typeof draft;
  const typed = (id: Name, label: string, faultOf: (id: string) => string | undefined): TypedField => ({
    id,
    label,
    need: 'required',
    value: draft[id],
    type: (value) => (draft[id] = value),
    fault: faultOf(id),
  });
  openForm(
    desk,
    {
      title: t.certifyTitle(name),
      submit: t.sign,
      part,
      fields: (faultOf) =>
        html`${self ? html`<p>${t.certifyText(nameOf(self))}</p>` : nothing}
          <div class="pair">
            ${numberField(t, typed('theoryHours', t.theoryHours, faultOf))}
            ${wholeNumberField(t, typed('clinicalCases', t.clinicalCases, faultOf))}
            ${dateField(t, { ...typed('validTo', t.validTo, faultOf), help: t.today, clean: cleanDate })}
            ${self ? nothing : textField(t, { ...typed('by', t.signedBy, faultOf), clean: cleanName })}
            ${self?.rpps ? nothing : wholeNumberField(t, { ...typed('rpps', t.rpps, faultOf), help: t.rppsHelp })}
          </div>`,
      check: () => {
        const validTo = readDate(draft.validTo);
        const fault = (isWrong: boolean, id: Name, text: string): FieldFault[] => (isWrong ? [{ id, text }] : []);
        return [
          ...fault(readNumber(draft.theoryHours) === undefined, 'theoryHours', t.wrongHours),
          ...fault(!Number.isInteger(readNumber(draft.clinicalCases)), 'clinicalCases', t.wrongCases),
          ...fault(validTo === undefined, 'validTo', t.wrongDate),
          ...fault(validTo !== undefined && validTo < today, 'validTo', t.tooEarly(writeDate(today))),
          ...fault(validTo !== undefined && validTo > last, 'validTo', t.tooFar(writeDate(last))),
          ...fault(draft.by.trim() === '', 'by', t.wrongSigner),
          ...fault(!/^\d{11}$/.test(draft.rpps), 'rpps', t.wrongRpps),
        ];
      },
      send: () =>
        desk.calls.issueCertificate(part, {
          theoryHours: readNumber(draft.theoryHours) ?? 0,
          clinicalCases: readNumber(draft.clinicalCases) ?? 0,
          validTo: readDate(draft.validTo) ?? today,
          signature: { by: draft.by, rpps: draft.rpps, on: today },
        }),
      done: () => t.certificateSaved(name),
    },
    'opened',
  );
}

/** `10`, `7,5`: from 0 to what is taken. */
function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(plain)) return undefined;
  const number = Number(plain);
  return number <= MOST ? number : undefined;
}

function yearsAfter(day: string, years: number): string {
  // A year later than 29 February is 1 March where there is no such day.
  return new Date(Date.UTC(Number(day.slice(0, 4)) + years, Number(day.slice(5, 7)) - 1, Number(day.slice(8))))
    .toISOString()
    .slice(0, 10);
}
