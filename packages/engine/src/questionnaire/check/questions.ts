import type { ItemDefinition } from '../definitions.ts';
import { readExtension } from '../extensions.ts';
import type { Answer, Choice, Question, QuestionType } from './question.ts';

const SOUNDS_UNKNOWN =
  /^(non (réalisé|faite?|mesur|tenté|renseigné|connu)|ne sait pas|je ne sais pas|inconnue?$|impossible|indéterminé)/i;

/** What somebody says of a question besides the form. */
export interface Said {
  readonly likely?: Question['likely'];
  readonly unknown?: readonly string[] | undefined;
  readonly optional?: unknown;
  /** An answer that is taken, where not every one of its type is. */
  readonly sample?: string | undefined;
}

export function questionOf(item: ItemDefinition, index: number, said?: Said): Question {
  const { source, linkId, type } = item;
  return {
    index,
    linkId,
    path: `questionnaire/${linkId}`,
    label: source.text ?? linkId,
    type: TYPES[type] ?? 'other',
    isInteger: type === 'integer',
    unit: unitOf(item),
    repeats: item.repeats || item.lineage.some(({ repeats }) => repeats),
    min: limit(item, 'minValue'),
    max: limit(item, 'maxValue'),
    likely: said?.likely,
    choices: choicesOf(item),
    unknown: new Set(said?.unknown),
    optional: said?.optional !== undefined,
    sample: said?.sample,
    definition: item,
    required: source.required === true,
    enabled: undefined,
    cuts: new Set(),
    named: new Set(),
    answers: [],
    calculation: undefined,
  };
}

const TYPES: Partial<Record<string, QuestionType>> = {
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  choice: 'choice',
};

function limit({ source }: ItemDefinition, name: string): number | undefined {
  const value = readExtension(source, name);
  return typeof value === 'number' ? value : undefined;
}

function unitOf({ source }: ItemDefinition): string {
  const unit = readExtension(source, 'unit') as { display?: string; code?: string } | undefined;
  return unit?.display ?? unit?.code ?? '';
}

function choicesOf({ source }: ItemDefinition): Choice[] {
  return (source.answerOption ?? []).map((option) => {
    const coding = option['valueCoding'] as { code?: string; display?: string } | undefined;
    const text = option['valueString'] as string | undefined;
    const code = coding?.code ?? text ?? '';
    const display = coding?.display ?? text ?? code;
    const weight = readExtension(option, 'itemWeight') ?? readExtension(option, 'ordinalValue');
    return {
      code,
      display,
      weight: typeof weight === 'number' ? weight : undefined,
      soundsUnknown: SOUNDS_UNKNOWN.test(display),
    };
  });
}

/** What may be answered, once it is known what conditions compare it with. */
export function settleAnswers(question: Question): void {
  question.answers = [undefined, ...given(question)];
}

function given(question: Question): Answer[] {
  if (question.sample !== undefined) return [question.sample];
  switch (question.type) {
    case 'boolean':
      return [false, true];
    case 'number':
      return numbersOf(question);
    case 'choice':
      return question.repeats ? setsOf(codesOf(question)) : codesOf(question);
    case 'other':
      // Whether it is answered is all a condition may ask.
      return [SAMPLES[question.definition.type] ?? '…'];
  }
}

/** An answer of a type that has only some texts for answers. */
const SAMPLES: Partial<Record<string, string>> = {
  date: '2026-01-01',
  dateTime: '2026-01-01T12:00:00+01:00',
  time: '12:00:00',
  url: 'https://example.org',
};

/** Codes that conditions tell apart, and one that stands for all others. */
function codesOf({ choices, named, unknown }: Question): string[] {
  const isTold = ({ code, soundsUnknown, weight }: Choice): boolean =>
    named.has(code) || unknown.has(code) || soundsUnknown || weight !== undefined;
  const other = choices.find((choice) => !isTold(choice));
  return choices.filter((choice) => choice === other || isTold(choice)).map(({ code }) => code);
}

/** Of a repeating choice with more options than this, only single ones are looked at: their sets would be too many. */
export const MOST_COMBINED_OPTIONS = 6;

/** Whether some of the sets that may be answered are not looked at. */
export function isPartial(question: Question): boolean {
  return question.repeats && question.type === 'choice' && codesOf(question).length > MOST_COMBINED_OPTIONS;
}

function setsOf(codes: readonly string[]): string[][] {
  if (codes.length > MOST_COMBINED_OPTIONS) return codes.map((code) => [code]);
  return Array.from({ length: 2 ** codes.length - 1 }, (_, set) => codes.filter((__, bit) => (set + 1) & (1 << bit)));
}

/** Each number something is compared with, and those right beside it, within the limits; one from the middle where nothing is. */
function numbersOf({ cuts, isInteger, min, max, likely }: Question): number[] {
  if (cuts.size === 0) return [likely ? Math.round((likely.min + likely.max) / 2) : (min ?? max ?? 0)];
  const marks = [...new Set([...cuts, ...[min, max].filter((end) => end !== undefined)])].sort((a, b) => a - b);
  const values = isInteger ? marks.flatMap(wholeBeside) : marks.flatMap(justBeside);
  return [...new Set(values.map((value) => Number(value.toPrecision(12))))]
    .filter((value) => (min === undefined || value >= min) && (max === undefined || value <= max))
    .sort((a, b) => a - b);
}

function wholeBeside(mark: number): number[] {
  return [Math.ceil(mark) - 1, Math.floor(mark), Math.ceil(mark), Math.floor(mark) + 1];
}

/** A tenth away, or less where the next mark is nearer than that. */
function justBeside(mark: number, at: number, marks: readonly number[]): number[] {
  const near = [marks[at - 1], marks[at + 1]].flatMap((other) =>
    other === undefined ? [] : Math.abs(other - mark) / 2,
  );
  const step = Math.min(0.1, ...near);
  return [mark - step, mark, mark + step];
}
