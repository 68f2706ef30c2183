import type { Attachment, Coding, Quantity, Reference } from '@relais/model/fhir';
import { localeOf } from '@relais/model/locale';
import { readExtension } from './extensions.ts';
import { unitName } from './unit-name.ts';
import type { FormAnswer, FormItem } from './form-item.ts';
import type { Form } from './form.ts';
import { localized } from './translations.ts';
import { isObject, isSameChoice } from './values.ts';
import type { Typed } from './values.ts';
import { writeDate } from './write-date.ts';

/** What an answer is written with that no format knows. */
export interface SummaryWords {
  readonly yes: string;
  readonly no: string;
  /** By which clock dateTimes are told; the device's own unless said. */
  readonly timeZone?: string | undefined;
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
    const text = [item.prefix, titleOf(item)].filter(Boolean).join(' ');
    if (text || key)
      lines.push({ item, text, depth, answers: key && item.values.map((value) => writeAnswer(value, words)) });
    for (const child of item.items) visit(child, depth + Number(Boolean(text)));
  };
  for (const item of form.items) visit(item, 0);
  return lines;
}

/** Repetitions of a group are told apart by their number. */
function titleOf(item: FormItem): string {
  const { text, repetitions } = item;
  return text && repetitions.length > 1 ? `${text} (${repetitions.indexOf(item) + 1})` : text;
}

/** The words a form is told with. */
export interface NarrativeWords extends SummaryWords {
  /** « Question : réponse » */
  readonly statement: (question: string, answer: string) => string;
}

/** What is said under one heading. */
export interface Paragraph {
  /** Empty for what stands in no group. */
  readonly heading: string;
  /** How deep the heading stands. */
  readonly depth: number;
  /** One sentence for each question; empty when only groups stand under the heading. */
  readonly text: string;
}

/**
 * What a form says now, in sentences, for a letter: answered questions only, without their numbers. Where a group goes on
 * behind a group inside it, its heading is told again, so that no sentence seems to belong to another.
 */
export function narrate(form: Form, words: NarrativeWords): Paragraph[] {
  const sections: Section[] = [];
  const headings = new Map<FormItem, SummaryLine>();
  for (const line of summarize(form, words)) {
    const isAnswered = (line.answers ?? []).length > 0;
    if (!isAnswered) headings.set(line.item, line);
    const holder = isAnswered ? holderIn(headings, line.item) : line.item;
    let section = sections.at(-1);
    if (!section || section.holder !== holder) sections.push((section = sectionUnder(holder && headings.get(holder))));
    if (isAnswered) section.sentences.push(sentence(line, form.language, words));
  }
  return sections.map(({ heading, depth, sentences }) => ({ heading, depth, text: sentences.join(' ') }));
}

interface Section extends Omit<Paragraph, 'text'> {
  readonly holder: FormItem | undefined;
  readonly sentences: string[];
}

function sectionUnder(line: SummaryLine | undefined): Section {
  if (!line) return { holder: undefined, heading: '', depth: 0, sentences: [] };
  return { holder: line.item, heading: titleOf(line.item) || line.text, depth: line.depth, sentences: [] };
}

function holderIn(headings: ReadonlyMap<FormItem, SummaryLine>, item: FormItem): FormItem | undefined {
  let up = item.parent;
  while (up && !headings.has(up)) up = up.parent;
  return up;
}

/** A narrative as plain text: each heading on its line, an empty line between paragraphs. */
export function writeNarrative(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ heading, text }) => [heading, text].filter(Boolean).join('\n')).join('\n\n');
}

/** The lines of a long answer are told like several answers: run together, two negations could read as one. */
function sentence({ item, text, answers = [] }: SummaryLine, language: string, { statement }: NarrativeWords): string {
  const separator = language.startsWith('fr') ? '\u00a0; ' : '; ';
  const parts = answers.flatMap((answer) => answer.split(/\s*\n\s*/)).filter(Boolean);
  const answer = parts.join(separator).trim();
  const question = item.text || text;
  const said = question ? statement(question, answer) : answer;
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}

/** An answer as a person of the form's language writes it, with the unit of its question. */
export function writeAnswer(answer: FormAnswer, words: SummaryWords): string {
  const { question, key, value } = answer;
  const option = question.options.find((one) => isSameChoice(one, answer));
  if (option) return option.label;
  const display = key === 'valueCoding' ? localized(value as Coding, 'display', question.form) : undefined;
  const named: Typed = key === 'valueQuantity' ? { key, value: withName(value as Quantity, question) } : answer;
  const text = display ?? writeValue(named, question.form.language, words);
  const unit = key === 'valueInteger' || key === 'valueDecimal' ? unitOf(question) : '';
  return unit ? `${text}\u00a0${unit}` : text;
}

function withName(quantity: Quantity, { units, form }: FormItem): Quantity {
  const isNamed = (quantity.code ?? quantity.unit) !== undefined;
  return isNamed ? { ...quantity, unit: unitName(units, quantity, form) } : quantity;
}

/** The unit of a number: the text beside it that says so, else the one its extension gives. */
function unitOf(question: FormItem): string {
  const aside = question.items.find((child) => child.type === 'display' && child.enabled && isUnit(child));
  return aside?.text ?? unitName(question.units, {}, question.form);
}

function isUnit({ definition: { source } }: FormItem): boolean {
  const concept = readExtension(source, 'itemControl');
  const coding = isObject(concept) ? concept['coding'] : undefined;
  return Array.isArray(coding) && coding.some((one: unknown) => isObject(one) && one['code'] === 'unit');
}

/** A FHIR value as a person of a language writes it; partial dates keep their precision. */
export function writeValue({ key, value }: Typed, language: string, words: SummaryWords): string {
  const locale = localeOf(language);
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
      return writeMoment(value as string, locale, words.timeZone);
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

const numbers = new Map<string, Intl.NumberFormat>();

function writeNumber(value: number, locale: string): string {
  let format = numbers.get(locale);
  if (!format) numbers.set(locale, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: 15 })));
  return format.format(value);
}

function writeQuantity({ value, unit, code, comparator }: Quantity, locale: string): string {
  const number = value === undefined ? '' : writeNumber(value, locale);
  return [comparator, number, unit ?? code].filter(Boolean).join('\u00a0');
}

const PRECISIONS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  7: { year: 'numeric', month: 'long' },
  10: { year: 'numeric', month: 'long', day: 'numeric' },
};

const moments = new Map<string, Intl.DateTimeFormat>();

function writeMoment(text: string, locale: string, timeZone: string | undefined): string {
  const options = PRECISIONS[Math.min(text.length, 10)];
  if (!options) return text;
  // A date has no zone; a dateTime is written in the zone of the person.
  const isTimed = text.length > 10;
  const zone = isTimed ? timeZone : 'UTC';
  const key = [locale, zone, Math.min(text.length, 11)].join();
  let format = moments.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      ...options,
      ...(isTimed && { hour: '2-digit', minute: '2-digit' }),
      ...(zone && { timeZone: zone }),
    });
    moments.set(key, format);
  }
  return writeDate(format, new Date(text), locale);
}
