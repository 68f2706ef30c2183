import type { Visit, VisitOutcome } from '@relais/sdk/visit';
import type { Desk } from './desk.ts';

/** Words of a reason given at entry; its code where the structure has it no more. */
export function entryReasonOf({ place }: Desk, reason: string | undefined): string | undefined {
  return place.reasons.find(({ code }) => code === reason)?.label ?? reason;
}

export function finalReasonOf({ settings, language }: Desk, code: string): string {
  return settings?.finalReasons.find((one) => one.code === code)?.label[language] ?? code;
}

/** « Entorse, 12 min mesurées, réorienté : Imagerie » */
export function tellOutcome(desk: Desk, outcome: VisitOutcome): string {
  const { t, settings, language } = desk;
  const { finalReason, minutes, measured, redirection, withoutUs, usual } = outcome;
  const where = settings?.redirections.find(({ code }) => code === redirection)?.label[language] ?? redirection;
  return [
    finalReasonOf(desk, finalReason),
    ...(minutes === undefined ? [] : [t.lasted(minutes, measured === true)]),
    ...(where === undefined ? [] : [t.sentTo(where)]),
    ...(withoutUs === undefined ? [] : [t.wouldHave(t.without[withoutUs])]),
    ...(usual ? [t.usual] : []),
  ].join(', ');
}

/** What came with the patient, in sentences. */
export function tellBrought(desk: Desk, { reason, brought = {} }: Visit): string[] {
  const { t } = desk;
  const { entryPoint, priorPathway, label, regulatedBy } = brought;
  const words = entryReasonOf(desk, reason);
  const sentences: (string | undefined)[] = [
    words === undefined ? t.noReason : t.reason(words),
    entryPoint && t.entryPoints[entryPoint],
    priorPathway && t.pathways[priorPathway],
    label && t.label(label),
    regulatedBy && t.regulated[regulatedBy],
  ];
  return sentences.flatMap((sentence) => sentence || []);
}
