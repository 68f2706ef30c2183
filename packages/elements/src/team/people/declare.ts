import type { TeamFile, TeamFunction } from '@relais/sdk';
import { Finess, Profession, Rpps } from '@relais/sdk/team';
import { boxesField, choiceField, selectField } from '../../ui/fields/chosen.ts';
import { cleanDate, cleanEmail, cleanName, cleanPhone, readDate, writeDate } from '../../ui/fields/reading.ts';
import {
  dateField,
  emailField,
  telephoneField,
  textField,
  wholeNumberField,
  type TypedField,
} from '../../ui/fields/typed.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { nameOf } from '../shared/people.ts';

/** What is known before anything is typed. */
export interface DeclarationStart {
  readonly protocols: readonly string[];
  readonly person?: TeamFile;
  readonly of?: TeamFunction;
}

type TextName = 'rpps' | 'familyName' | 'givenName' | 'employerFiness' | 'phone' | 'email' | 'from';

/** Declares one person, in one function, in as many protocols as wanted. */
export function openDeclaration(desk: Desk, { protocols, person, of }: DeclarationStart): void {
  const { t, team } = desk;
  if (!team) return;
  const draft: Record<TextName, string> & { profession: string; function: string; protocols: Set<string> } = {
    ...textsOf(person),
    from: writeDate(team.on),
    profession: person?.profession ?? '',
    function: of ?? '',
    protocols: new Set(protocols),
  };
  const typed = (id: TextName, label: string, faultOf: (id: string) => string | undefined): TypedField => ({
    id,
    label,
    need: id === 'employerFiness' || id === 'phone' || id === 'email' ? 'optional' : 'required',
    value: draft[id],
    type: (value) => (draft[id] = value),
    fault: faultOf(id),
  });
  /** Who is known by the number that is typed: their name is not typed again. */
  const typeRpps = (value: string): void => {
    draft.rpps = value.replace(/\s/g, '');
    const known = knownBy(draft.rpps);
    if (known) Object.assign(draft, textsOf(known), known.profession ? { profession: known.profession } : {});
    desk.redraw();
  };
  const knownBy = (rpps: string) => team.members.find((one) => one.rpps === rpps);
  const known = () => knownBy(draft.rpps);
  const change = (make: () => unknown) => (): void => {
    make();
    desk.redraw();
  };
  openForm(desk, {
    title: t.declareTitle,
    submit: t.save,
    fields: (faultOf) => {
      const found = known();
      return html`<p>${found ? t.knownPerson(nameOf(found)) : t.declareText}</p>
        <div class="pair">
          ${wholeNumberField(t, { ...typed('rpps', t.rpps, faultOf), help: t.rppsHelp, type: typeRpps })}
          ${selectField(t, {
            id: 'profession',
            label: t.profession,
            none: draft.profession === '' ? t.chooseProfession : undefined,
            need: 'required',
            options: Profession.options.map((value) => ({ value, text: t.professions[value] })),
            chosen: draft.profession,
            choose: (value) => change(() => (draft.profession = value))(),
            fault: faultOf('profession'),
          })}
          ${textField(t, { ...typed('familyName', t.familyName, faultOf), clean: cleanName })}
          ${textField(t, { ...typed('givenName', t.givenName, faultOf), clean: cleanName })}
        </div>
        ${choiceField(t, {
          id: 'function',
          label: t.functionLabel,
          need: 'required',
          isRow: true,
          options: (['delegate', 'delegator'] as const).map((value) => ({ value, text: t.functions[value] })),
          chosen: draft.function,
          choose: (value) => change(() => (draft.function = value))(),
          fault: faultOf('function'),
        })}
        ${boxesField(t, {
          id: 'protocols',
          label: t.protocols,
          need: 'required',
          options: team.protocols.map(({ id, title }) => ({ value: id, text: title })),
          chosen: [...draft.protocols],
          tick: (value, isTicked) =>
            change(() => (isTicked ? draft.protocols.add(value) : draft.protocols.delete(value)))(),
          fault: faultOf('protocols'),
        })}
        <div class="pair">
          ${dateField(t, { ...typed('from', t.from, faultOf), help: t.today, clean: cleanDate })}
          ${textField(t, typed('employerFiness', t.employer, faultOf))}
          ${telephoneField(t, { ...typed('phone', t.phone, faultOf), clean: cleanPhone })}
          ${emailField(t, { ...typed('email', t.email, faultOf), clean: cleanEmail })}
        </div>`;
    },
    check: () => {
      const fault = (isWrong: boolean, id: string, text: string): FieldFault[] => (isWrong ? [{ id, text }] : []);
      const isLeft = (id: TextName) => draft[id].trim() === '';
      return [
        ...fault(!Rpps.safeParse(draft.rpps).success, 'rpps', t.wrongRpps),
        ...fault(draft.profession === '', 'profession', t.wrongProfession),
        ...fault(!cleanName(draft.familyName), 'familyName', t.wrongName),
        ...fault(!cleanName(draft.givenName), 'givenName', t.wrongName),
        ...fault(draft.function === '', 'function', t.wrongFunction),
        ...fault(draft.protocols.size === 0, 'protocols', t.wrongProtocols),
        ...fault(!readDate(draft.from), 'from', t.wrongDate),
        ...fault(
          !isLeft('employerFiness') && !Finess.safeParse(finessOf(draft.employerFiness)).success,
          'employerFiness',
          t.wrongFiness,
        ),
        ...fault(!isLeft('phone') && !cleanPhone(draft.phone), 'phone', t.wrongPhone),
        ...fault(!isLeft('email') && !cleanEmail(draft.email), 'email', t.wrongEmail),
      ];
    },
    send: () =>
      desk.calls.declare({
        from: readDate(draft.from) ?? team.on,
        members: [
          {
            rpps: draft.rpps,
            familyName: draft.familyName,
            givenName: draft.givenName,
            profession: draft.profession as Profession,
            ...(draft.employerFiness.trim() && { employerFiness: finessOf(draft.employerFiness) }),
            ...(draft.phone.trim() && { phone: draft.phone }),
            ...(draft.email.trim() && { email: draft.email }),
            function: draft.function as TeamFunction,
            protocols: [...draft.protocols],
          },
        ],
      }),
    fieldOf: (path) => {
      const [, , name = path] = path.split('.');
      const texts: Readonly<Record<string, string>> = {
        rpps: t.wrongRpps,
        familyName: t.wrongName,
        givenName: t.wrongName,
        phone: t.wrongPhone,
        email: t.wrongEmail,
        employerFiness: t.wrongFiness,
        protocols: t.staysUntil,
        from: t.wrongDate,
      };
      const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
      return text === undefined ? undefined : { id: name, text };
    },
    done: () => t.declared(`${draft.givenName} ${draft.familyName}`),
    ...(protocols[0] !== undefined && { part: { protocol: protocols[0] } }),
  });
}

function textsOf(person: TeamFile | undefined): Record<Exclude<TextName, 'from'>, string> {
  return {
    rpps: person?.rpps ?? '',
    familyName: person?.familyName ?? '',
    givenName: person?.givenName ?? '',
    employerFiness: person?.employerFiness ?? '',
    phone: person?.phone ?? '',
    email: person?.email ?? '',
  };
}

/** As it is written on papers: in groups, with a small letter. */
function finessOf(typed: string): string {
  return typed.replace(/\s/g, '').toUpperCase();
}
