import type { Explanation, Ground, Outline, Reason } from '@relais/sdk/protocol/tree';
import type { RunEnd } from '@relais/sdk/run';
import type { Alerts, OpenProtocol, Patient } from './types.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

/** One rule that holds, with the sentence that says which answers led there. */
export interface SpokenReason {
  readonly rule: string;
  readonly text: string;
  readonly because: string;
  readonly isExample: boolean;
  readonly decides: boolean;
}

/** Why this result: the rules that hold on a condition, the one that decides first. */
export function reasonsOf(t: ProtocolRunStrings, language: string, explanation: Explanation): SpokenReason[] {
  const { verdict, reasons } = explanation;
  return reasons
    .filter(({ rule }) => rule.when !== undefined)
    .map((reason) => ({
      rule: reason.rule.id,
      text: reason.rule.action.text,
      because: becauseOf(t, language, reason),
      isExample: reason.status === 'illustrative',
      decides: reason.rule === verdict.decidedBy,
    }))
    .sort((one, other) => Number(other.decides) - Number(one.decides));
}

function becauseOf(t: ProtocolRunStrings, language: string, { grounds }: Reason): string {
  return t.because(grounds.map((ground) => groundOf(t, language, ground)).join('\u00a0; '));
}

function groundOf(t: ProtocolRunStrings, language: string, ground: Ground): string {
  if (ground.kind === 'term') return t.is(ground.term.label, scalar(t, language, ground.value));
  const { label, options, unit } = ground.question;
  const words = ground.values.map((value) =>
    typeof value === 'string' ? (options.get(value) ?? value) : scalar(t, language, value),
  );
  const said = [words.join(', ') || t.unanswered, words.length > 0 ? unit : ''].filter(Boolean).join('\u00a0');
  return t.is(label.replace(/\s*[?:]\s*$/, ''), said);
}

function scalar(t: ProtocolRunStrings, language: string, value: boolean | number | string): string {
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}

/** All that a narrative tells. */
export interface Told {
  readonly open: OpenProtocol;
  readonly patient: Patient;
  readonly by: string;
  readonly answers: readonly string[];
  readonly explanation: Explanation | undefined;
  readonly alerts: Alerts;
  readonly end: RunEnd;
  readonly at: string;
  readonly training: boolean;
}

/** A run as plain text, for a record that takes nothing else. */
export function narrativeOf(t: ProtocolRunStrings, language: string, told: Told): string {
  const { open, patient, by, answers, explanation, alerts, end, at, training } = told;
  const { title, version } = open.protocol;
  const reasons = explanation ? reasonsOf(t, language, explanation) : [];
  const name = [patient.givenName, patient.familyName].filter(Boolean).join(' ');
  return [
    ...(training ? [t.trainingMark] : []),
    `${title} (${t.version(version)})`,
    [name, t.years(patient.ageYears)].filter(Boolean).join(', '),
    t.doneBy(by, at),
    ...given(t.treatments, patient.treatments, t.noneKnown),
    ...given(t.allergies, patient.allergies, t.noneKnown),
    ...(answers.length > 0 ? ['', t.narrativeAnswers, ...answers.map((line) => `- ${line}`)] : []),
    ...(alerts.length > 0 ? ['', t.narrativeAlerts, ...alerts.map((alert) => `- ${alertLine(t, open, alert)}`)] : []),
    '',
    `${t.narrativeOutcome} ${outcomeWords(t, end)}`,
    ...(reasons.length > 0 ? ['', t.why, ...reasons.map(({ text, because }) => `- ${text} ${because}`)] : []),
  ].join('\n');
}

/** A list of the host's record, where there is one. */
function given(label: string, known: readonly string[] | undefined, none: string): string[] {
  return known ? [`${label}\u00a0: ${known.join(', ') || none}`] : [];
}

function alertLine(t: ProtocolRunStrings, { protocol }: OpenProtocol, alert: Alerts[number]): string {
  const text = protocol.rules.find(({ id }) => id === alert.rule)?.action.text ?? alert.rule;
  const { answered } = alert;
  return answered ? `${text} ${t.saidTo(t.alertAnswers[answered.answer])}` : text;
}

export function outcomeWords(t: ProtocolRunStrings, { outcome, target }: RunEnd): string {
  return [t.outcomes[outcome], target && t.targets[target]].filter(Boolean).join('\u00a0: ');
}

/** The answers there are, one a line. */
export function answersOf(
  t: ProtocolRunStrings,
  language: string,
  { questions }: Outline,
  valuesOf: (linkId: string) => readonly (boolean | number | string)[],
): string[] {
  return questions.flatMap((question) => {
    const values = valuesOf(question.linkId);
    return values.length > 0 ? [groundOf(t, language, { kind: 'answer', question, values })] : [];
  });
}
