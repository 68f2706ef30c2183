import type { Attachment, Coding, Quantity, Reference } from '@relais/model/fhir';
import type { FormAnswer, FormItem } from './form-item.ts';
import type { Form } from './form.ts';
import { isSameChoice } from './values.ts';
import type { Typed } from './values.ts';

/** The few words an answer is written with that no format knows. */
export interface SummaryWords {
  readonly yes: string;
  readonly no: string;
}

/** One line of what a form says: the heading of a group, or a question with its answers. */
export interface SummaryLine {
  readonly item: FormItem;
  readonly text: string;
  /** How deep it stands, 0 for what stands in no group. */
  readonly depth: number;
  /** Undefined for a heading. */
  readonly answers: readonly string[] | undefined;
}

/**
 * What a form says now, in its order: enabled questions with an answer, under the headings of the groups that hold any.
 * `unanswered`: questions without an answer too.
 */
export function summarize(form: Form, words: SummaryWords, unanswered = false): SummaryLine[] {
  const lines: SummaryLine[] = [];
  const visit = (item: FormItem, depth: number): void => {
    if (!item.enabled || item.hidden || item.type === 'display') return;
    const { key } = item.definition;
    const isTold = item.isPresent || (unanswered && key !== undefined);
    const holdsQuestions = unanswered || item.isPresent;
    if (key ? !isTold : !holdsQuestions) return;
    const text = [item.prefix, item.text].filter(Boolean).join(' ');
    if (text || key)
      lines.push({ item, text, depth, answers: key && item.values.map((value) => writeAnswer(value, words)) });
    for (const child of item.items) visit(child, depth + Number(Boolean(text)));
  };
  for (const item of form.items) visit(item, 0);
  return lines;
}

/** An answer as a person of the form's language writes it. */
export function writeAnswer(answer: FormAnswer, words: SummaryWords): string {
  const { question } = answer;
  const option = question.options.find((one) => isSameChoice(one, answer));
  return option ? option.label : writeValue(answer, question.form.language, words);
}

/** A FHIR value as a person of a language writes it; partial dates keep their precision. */
export function writeValue({ key, value }: Typed, language: string, words: SummaryWords): string {
  const locale = language === 'en' ? 'en-GB' : language;
  switch (key) {
    case 'valueBoolean':
      return value === true ? words.yes : words.no;
    case 'valueInteger':
    case 'valueDecimal':
      return writeNumber(value as number, locale);
    case 'valueQuantity':
      return writeQuantity(value as Quantity, locale);
    case 'valueDate':
    case 'valueDateTime':
      return writeMoment(value as string, locale);
    case 'valueTime':
      return (value as string).slice(0, 5);
    case 'valueCoding':
      return (value as Coding).display ?? (value as Coding).code ?? '';
    case 'valueReference':
      return (value as Reference).display ?? (value as Reference).reference ?? '';
    case 'valueAttachment':
      return (value as Attachment).title ?? (value as Attachment).contentType ?? '';
    default:
      return String(value);
  }
}

function writeNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 15 }).format(value);
}

function writeQuantity({ value, unit, code, comparator }: Quantity, locale: string): string {
  const number = value === undefined ? '' : writeNumber(value, locale);
  return [comparator, number, unit ?? code].filter(Boolean).join('\u00a0');
}

const PRECISIONS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  7: { year: 'numeric', month: 'long' },
  10: { year: 'numeric', month: 'long', day: 'numeric' },
};

function writeMoment(text: string, locale: string): string {
  const options = PRECISIONS[Math.min(text.length, 10)];
  if (!options) return text;
  // A date has no zone; a dateTime is written in the zone of the person.
  const isTimed = text.length > 10;
  const format = new Intl.DateTimeFormat(locale, {
    ...options,
    ...(isTimed ? { hour: '2-digit', minute: '2-digit' } : { timeZone: 'UTC' }),
  });
  return format.format(new Date(text));
}
