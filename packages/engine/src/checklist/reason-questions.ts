import type { ReasonAnswer, ReasonQuestion, SeverityChecklist } from '@relais/model';

/** What `evaluateChecklist` judges of a list. */
export interface JudgedList {
  readonly version: string;
  readonly items: readonly { readonly id: string; readonly action: string }[];
  readonly actions: SeverityChecklist['actions'];
}

type Words = ReasonQuestion['text'];

const YES_NO: Readonly<Record<string, Words>> = { yes: { fr: 'Oui', en: 'Yes' }, no: { fr: 'Non', en: 'No' } };
/** As it is typed: a comma or a point, no thousands. */
const NUMBER = /^-?\d{1,9}(?:[.,]\d{1,4})?$/;
/** Signs of a checklist stay apart from answers, however either is called. */
const signOf = (question: string, answer: string): string => `answer/${question}/${answer}`;

/** An answer in words of both languages; nothing where it is none to the question. */
export function answerWords({ kind, options = [], unit }: ReasonQuestion, value: string): Words | undefined {
  switch (kind) {
    case 'yesNo':
      return Object.hasOwn(YES_NO, value) ? YES_NO[value] : undefined;
    case 'choice':
      return options.find(({ code }) => code === value)?.label;
    case 'text':
      return { fr: value, en: value };
    case 'number': {
      if (!NUMBER.test(value)) return undefined;
      const said = (text: string, of: string | undefined) => (of === undefined ? text : `${text}\u00a0${of}`);
      return { fr: said(value.replace('.', ','), unit?.fr), en: said(value.replace(',', '.'), unit?.en) };
    }
  }
}

/** All that gives an answer its sense, in both languages: where it is another by now, the question has not been answered. */
export function askedAs({ kind, text, unit, options = [] }: ReasonQuestion, value: string): string {
  const chosen = options.find(({ code }) => code === value)?.label;
  return [kind, ...[text, unit, chosen].flatMap((words) => (words ? [words.fr, words.en] : []))].join(' ');
}

/** Whether an answer that was written earlier still stands: what was asked, and what was chosen, is so now. */
export function isStillAsked(questions: readonly ReasonQuestion[], { question, value, asked }: ReasonAnswer): boolean {
  const found = questions.find(({ id }) => id === question);
  return found !== undefined && asked === askedAs(found, value);
}

/** The list with what answers lead to among its signs, so that one judge weighs both. */
export function withQuestions(list: JudgedList | undefined, questions: readonly ReasonQuestion[]): JudgedList {
  const asked = questions.flatMap(({ id, actions = [] }) =>
    actions.map((action) => ({ ...action, id: signOf(id, action.on) })),
  );
  return {
    version: list?.version ?? '',
    items: [...(list?.items ?? []), ...asked.map(({ id }) => ({ id, action: id }))],
    actions: {
      ...list?.actions,
      ...Object.fromEntries(
        asked.map(({ id, clinician, equipment }) => [
          id,
          {
            outcome: clinician ? ('clinician-callback' as const) : ('continue' as const),
            ...(equipment !== undefined && { equipment }),
          },
        ]),
      ),
    },
  };
}

/** The answers that lead somewhere, as signs of the list `withQuestions` makes. */
export function signsOfAnswers(questions: readonly ReasonQuestion[], answers: readonly ReasonAnswer[]): string[] {
  return acted(questions, answers).map(({ question, on }) => signOf(question, on));
}

/** What is shown with the answers that ask for it. */
export function cautionsOf(questions: readonly ReasonQuestion[], answers: readonly ReasonAnswer[]): Words[] {
  return acted(questions, answers).flatMap(({ caution }) => caution ?? []);
}

function acted(questions: readonly ReasonQuestion[], answers: readonly ReasonAnswer[]) {
  return questions.flatMap(({ id, actions = [] }) =>
    actions
      .filter(({ on }) => answers.some(({ question, value }) => question === id && value === on))
      .map((action) => ({ ...action, question: id })),
  );
}
