import type { CaseAnswer, Profession, ProtocolRule } from '@relais/model';
import type { CounterExample } from './finding.ts';
import type { Answer, Places, Question } from '../../questionnaire/check/index.ts';

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });

export function writeNumber(value: number): string {
  return number.format(value).replace('-', '−');
}

export function answerWords({ choices, type, unit }: Question, answer: Answer): string {
  if (answer === undefined) return 'sans réponse';
  if (type === 'other') return 'renseigné';
  if (typeof answer === 'boolean') return answer ? 'oui' : 'non';
  if (typeof answer === 'number') return [writeNumber(answer), unitOf(unit, answer)].filter(Boolean).join(' ');
  const codes = typeof answer === 'object' ? answer : [answer];
  return codes.map((code) => choices.find((choice) => choice.code === code)?.display ?? code).join(' + ');
}

/** « 1 an », « 2 ans »; the units that are no words have no plural. */
function unitOf(unit: string, value: number): string {
  return Math.abs(value) < 2 && (unit === 'ans' || unit === 'jours') ? unit.slice(0, -1) : unit;
}

const date = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

/** `2026-11-01` as « 1er novembre 2026 ». */
export function writeDate(day: string): string {
  const instant = Date.parse(day);
  return Number.isNaN(instant) ? day : date.format(instant).replace(/^1 /, '1er ');
}

export const PROFESSIONS: Record<Profession, string> = {
  generalPractitioner: 'médecin généraliste',
  nurse: 'infirmier',
  advancedPracticeNurse: 'infirmier en pratique avancée',
  physiotherapist: 'masseur-kinésithérapeute',
  pharmacist: 'pharmacien',
  midwife: 'sage-femme',
  radiographer: 'manipulateur en électroradiologie',
  orthoptist: 'orthoptiste',
  dietitian: 'diététicien',
  other: 'autre',
};

export function quote(text: string): string {
  return `« ${text} »`;
}

/** A rule by its number and what it says. */
export function ruleWords({ id, action }: ProtocolRule): string {
  return `la règle ${id} (${quote(action.text)})`;
}

/** A case as an example: what differs from the ordinary case, in words, and all its answers. */
export function exampleOf(questions: readonly Question[], ordinary: Places, places: Places): CounterExample {
  const different = questions.filter(({ index }) => places[index] !== ordinary[index]);
  const told = different.map((question) => [question, answerWords(question, answerAt(question, places))] as const);
  const list = told.map(([{ label }, words]) => `${quote(label)} : ${words}`).join(' ; ');
  return {
    differs: Object.fromEntries(told.map(([{ linkId }, words]) => [linkId, words])),
    answers: answersOf(questions, places),
    words: list === '' ? 'Dans le cas ordinaire, où rien n’inquiète.' : `Cas ordinaire, avec ${list}.`,
  };
}

export function answerAt({ answers, index }: Question, places: Places): Answer {
  return answers[places[index] ?? 0];
}

/** The answers of a case by linkId; those not answered are left out. What a number is calculated from goes with it. */
export function answersOf(questions: readonly Question[], places: Places): Record<string, CaseAnswer> {
  const given = new Map<string, CaseAnswer>();
  for (const question of questions) {
    const answer = answerAt(question, places);
    if (answer !== undefined) given.set(question.linkId, answer as CaseAnswer);
  }
  for (const { calculation, index } of questions) {
    const inputs = calculation?.reachedBy[places[index] ?? 0] ?? [];
    calculation?.inputs.forEach(({ linkId }, at) => {
      const input = inputs[at];
      if (input !== undefined && given.has(linkId)) given.set(linkId, input);
    });
  }
  return Object.fromEntries(given);
}

const NO_BREAK = '\u00a0';

/** French wants its double punctuation on the line of the word before it. */
export function unbroken(text: string): string {
  return text.replace(/ (?=[:;?!»])/g, NO_BREAK).replace(/« /g, `«${NO_BREAK}`);
}
