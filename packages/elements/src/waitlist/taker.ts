import { readName } from '@relais/sdk';
import type { Callback, OfferAnswer, StructureInfo } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../ui/fields/chosen.ts';
import { cleanDate, cleanName, readDate } from '../ui/fields/reading.ts';
import { dateField, textField } from '../ui/fields/typed.ts';
import { html } from '../ui/html.ts';
import type { WaitlistStrings } from './words/fr.ts';

type Name = 'familyName' | 'givenName' | 'birthDate' | 'reason';

/** Who takes a seat on the telephone, where the list does not know it, as it is typed. */
export interface Taker {
  needsPerson: boolean;
  needsReason: boolean;
  familyName: string;
  givenName: string;
  birthDate: string;
  reason: string;
  faults: readonly Name[];
}

/** What is to be asked of somebody; `undefined` when all of it is known. */
export function emptyTaker({ familyName, givenName, birthDate, reason }: Callback): Taker | undefined {
  const needsPerson = familyName === undefined || givenName === undefined || birthDate === undefined;
  const needsReason = reason === undefined;
  if (!needsPerson && !needsReason) return undefined;
  const known = { familyName: familyName ?? '', givenName: givenName ?? '', birthDate: '', reason: '' };
  return { needsPerson, needsReason, ...known, faults: [] };
}

/** The answer to send; `undefined` once something is missing, which the fields then say. */
export function readTaker(taker: Taker): OfferAnswer | undefined {
  const person = {
    familyName: readName(taker.familyName) ?? '',
    givenName: readName(taker.givenName) ?? '',
    birthDate: readDate(taker.birthDate) ?? '',
  };
  const { reason, needsPerson, needsReason } = taker;
  const asked: Name[] = [
    ...(needsPerson ? (['familyName', 'givenName', 'birthDate'] as const) : []),
    ...(needsReason ? (['reason'] as const) : []),
  ];
  taker.faults = asked.filter((name) => (name === 'reason' ? reason : person[name]) === '');
  if (taker.faults.length > 0) return undefined;
  return { answer: 'yes', ...(needsPerson && { person }), ...(needsReason && { reason }) };
}

export function takerFields(t: WaitlistStrings, taker: Taker, reasons: StructureInfo['reasons']): TemplateResult {
  const field = (name: Exclude<Name, 'reason'>) => ({
    id: name,
    label: t.taker[name],
    need: 'required' as const,
    value: taker[name],
    type: (text: string) => (taker[name] = text),
    fault: taker.faults.includes(name) ? t.takerMissing : undefined,
  });
  return html`${
    taker.needsPerson
      ? html`${textField(t, { ...field('familyName'), clean: cleanName })}
        ${textField(t, { ...field('givenName'), clean: cleanName })}
        ${dateField(t, { ...field('birthDate'), help: t.takerDate, clean: cleanDate })}`
      : nothing
  }
  ${
    taker.needsReason
      ? selectField(t, {
          ...{ id: 'reason', label: t.taker.reason, need: 'required', none: '', chosen: taker.reason },
          options: reasons.map(({ code, label }) => ({ value: code, text: label })),
          choose: (code) => (taker.reason = code),
          fault: taker.faults.includes('reason') ? t.takerMissing : undefined,
        })
      : nothing
  }`;
}
