import type { CaseAnswer, Protocol, ProtocolCase, ProtocolCases } from '@relais/model';
import { openForm } from '../questionnaire/index.ts';
import { proposeCases } from './check/propose-cases.ts';
import { unbroken } from './check/words.ts';
import { answerForm, judgeForm, protocolQuestionnaire } from './protocol-form.ts';
import type { Verdict } from './verdict.ts';

/**
 * Writes the table of cases of a protocol, for a person to review: each rule holding and silent, each number at and around what it is
 * compared with, each option, each score. What must follow is what the evaluator of forms says on the day.
 *
 * @param now - the clock, milliseconds since the epoch
 */
export async function writeCases(protocol: Protocol, now: () => number): Promise<ProtocolCases> {
  const form = await openForm(protocolQuestionnaire(protocol, protocol.date), { now, language: 'fr' });
  const proposed = proposeCases(protocol);
  const ordinary = { ...proposed[0]?.answers };
  const cases = proposed.map(({ shows, answers }, index): ProtocolCase => {
    answerForm(form, answers);
    const differs = differencesOf(ordinary, answers);
    return { id: String(index + 1), shows: unbroken(shows), differs, expected: expectedOf(judgeForm(protocol, form)) };
  });
  return {
    formatVersion: 'relais-protocol-cases/1',
    protocol: protocol.id,
    version: protocol.version,
    ordinary,
    cases,
  };
}

function differencesOf(ordinary: Answers, answers: Answers): ProtocolCase['differs'] {
  const linkIds = [...new Set([...Object.keys(ordinary), ...Object.keys(answers)])];
  const different = linkIds.filter((linkId) => String(answers[linkId]) !== String(ordinary[linkId]));
  return Object.fromEntries(different.map((linkId) => [linkId, answers[linkId] ?? null]));
}

/** All answers of a case of a table. */
export function answersOfCase({ ordinary }: Pick<ProtocolCases, 'ordinary'>, { differs }: ProtocolCase): Answers {
  const all = Object.entries({ ...ordinary, ...differs });
  return Object.fromEntries(all.flatMap(([linkId, answer]) => (answer === null ? [] : [[linkId, answer]])));
}

type Answers = Readonly<Record<string, CaseAnswer>>;

/** What a case says of a verdict. Rules that have no condition hold in all of them, and are left out. */
export function expectedOf({ level, rules, outcome, target, missing }: Verdict): ProtocolCase['expected'] {
  return {
    level,
    rules: rules.filter(({ when }) => when !== undefined).map(({ id }) => id),
    ...(outcome && { outcome }),
    ...(target && { target }),
    ...(level === 'incomplete' && { missing: [...missing] }),
  };
}
