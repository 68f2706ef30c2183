import type { Attachment, Quantity, Reference } from '@relais/model/fhir';
import { extensionsOf, readText, valueOf } from './extensions.ts';
import type { FormAnswer, FormItem } from './form-item.ts';
import type { Part } from './form.ts';
import { exceeds } from './validation.ts';
import type { Tell } from './validation.ts';
import { isSameCoding } from './values.ts';

/** The part that judges files, references, units and signatures, which few forms ask for. */
export const specialChecks: Part = { check };

function check(item: FormItem, tell: Tell): void {
  checkSignature(item, tell);
  for (const answer of item.values) {
    if (answer.key === 'valueAttachment') checkAttachment(item, answer.value as Attachment, answer, tell);
    else if (answer.key === 'valueReference') checkReference(item, answer.value as Reference, answer, tell);
    else if (answer.key === 'valueQuantity') checkUnit(item, answer.value as Quantity, answer, tell);
  }
}

/** "If a signature is required, elements present must have signatures before marking as complete" (SDC, `signatureRequired`). */
function checkSignature(item: FormItem, tell: Tell): void {
  const asked = extensionsOf(item.definition.source, 'signatureRequired').length > 0;
  if (asked && !item.form.signatures.has(item) && (!item.parent || item.isPresent)) tell('signature');
}

function checkAttachment(item: FormItem, value: Attachment, answer: FormAnswer, tell: Tell): void {
  const { mimeTypes } = item.definition;
  const type = value.contentType ?? '';
  const fits = (accepted: string): boolean =>
    accepted === type || (accepted.endsWith('/*') && type.startsWith(accepted.slice(0, -1)));
  if (mimeTypes.length > 0 && !mimeTypes.some(fits)) tell('mime-type', mimeTypes.join(', '), answer);
  const size = value.size ?? ((value.data ?? '').replace(/=+$/, '').length * 3) / 4;
  exceeds(item, 'maxSize', Math.floor(size), (limit) => tell('max-size', inBytes(limit, item.form.language), answer));
}

function checkReference(item: FormItem, value: Reference, answer: FormAnswer, tell: Tell): void {
  const types = extensionsOf(item.definition.source, 'referenceResource').map((part) => String(valueOf(part)?.value));
  const type = value.type ?? /([A-Za-z]+)\/[^/]+$/.exec(value.reference ?? '')?.[1];
  if (types.length > 0 && type !== undefined && !types.includes(type)) tell('reference-type', types.join(', '), answer);
}

/** Units are those listed, unless the form lets others be given (SDC, `unitOpen`). */
function checkUnit(item: FormItem, { code, system, unit }: Quantity, answer: FormAnswer, tell: Tell): void {
  const { source } = item.definition;
  const listed = ['unitOption', 'unitValueSet'].some((name) => extensionsOf(source, name).length > 0);
  if (!listed || item.units.length === 0 || (readText(source, 'unitOpen') ?? 'optionsOnly') !== 'optionsOnly') return;
  const isListed = item.units.some((one) =>
    code === undefined
      ? unit === one.display || unit === one.code
      : isSameCoding(one, { code, ...(system && { system }) }),
  );
  if (!isListed) tell('unit', item.units.map((one) => one.display ?? one.code).join(', '), answer);
}

function inBytes(bytes: number, language: string): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
