import type { Brought, Visit, VisitOutcome, VisitSettings } from '@relais/model';
import { fromInstant } from '@relais/model';

export interface FeedbackParts {
  readonly visit: Visit;
  readonly settings: Pick<VisitSettings, 'finalReasons' | 'redirections'>;
  readonly structure: string;
  /** Where it was. */
  readonly place: string;
  /** Words of the reason given at entry. */
  readonly reason?: string | undefined;
  readonly timeZone: string;
  /** What the doctor adds; kept nowhere but in a letter. */
  readonly note?: string | undefined;
  /** What is asked of the treating doctor. */
  readonly request?: string | undefined;
}

export const FEEDBACK_TITLE = 'Retour d’information au médecin traitant';
export const FEEDBACK_REQUEST = 'Ce qui vous est demandé';

/** The text for the treating doctor, French as letters are: what is known of the visit, and nothing that nobody said. */
export function composeFeedback(parts: FeedbackParts): string {
  const { structure, place, note, request } = parts;
  const lines = [
    FEEDBACK_TITLE,
    structure === place ? structure : `${structure}, ${place}`,
    '',
    ...feedbackFacts(parts).map(({ label, value }) => `${label} : ${value}`),
    ...(note?.trim() ? ['', note.trim()] : []),
    ...(request?.trim() ? ['', `${FEEDBACK_REQUEST} : ${request.trim()}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as facts, one a line: what a letter says of a visit, and what is copied. */
export function feedbackFacts(parts: FeedbackParts): { readonly label: string; readonly value: string }[] {
  const { visit, settings, reason } = parts;
  const { outcome, brought } = visit;
  const finalReason = settings.finalReasons.find(({ code }) => code === outcome?.finalReason)?.label.fr;
  const redirection = settings.redirections.find(({ code }) => code === outcome?.redirection)?.label.fr;
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Patient', patientOf(visit)],
    ['Soins non programmés', whenOf(parts)],
    ['Vu par', visit.doctor?.name],
    ['Motif à l’entrée', reason],
    ['Avant le passage', beforeOf(brought)],
    ['Signes de gravité demandés', signsOf(brought)],
    ['Motif retenu', finalReason],
    ['Durée', durationOf(outcome)],
    ['Orientation', redirection],
    ['Traitements en cours, dits par le patient', brought?.treatments],
    ['Antécédents, dits par le patient', brought?.history],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function patientOf({ familyName, givenName, birthDate }: Visit): string {
  const name = `${givenName} ${familyName}`;
  return birthDate === undefined ? name : `${name}, né(e) le ${birthDate.split('-').reverse().join('/')}`;
}

function whenOf({ visit, timeZone }: FeedbackParts): string {
  const { startedAt, arrivedAt, start, closedAt, addedAt } = visit;
  const at = startedAt ?? arrivedAt ?? start ?? addedAt ?? closedAt;
  const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeStyle: 'short', timeZone });
  return at === undefined ? '' : format.format(fromInstant(at));
}

const ENTRIES: Readonly<Record<NonNullable<Brought['entryPoint']>, string | undefined>> = {
  patient: 'Demande du patient lui-même.',
  attendingDoctor: 'Adressé par le médecin traitant.',
  secretary: 'Adressé par un secrétariat.',
  emergencyDepartment: 'Adressé par les urgences.',
  pharmacist: 'Adressé par un pharmacien.',
  nurse: 'Adressé par un infirmier.',
  dispatcher: 'Adressé par la régulation.',
  other: undefined,
};

const JUDGES: Readonly<Record<NonNullable<Brought['regulatedBy']>, string>> = {
  dispatchCentre: 'Gravité déjà jugée par le SAMU.',
  triageNurse: 'Gravité déjà jugée par une infirmière d’accueil.',
  doctor: 'Gravité déjà jugée par un médecin.',
};

function beforeOf({ entryPoint, label, regulatedBy }: Brought = {}): string {
  return [
    entryPoint && ENTRIES[entryPoint],
    label && `Orienté par un protocole : ${label}.`,
    regulatedBy && JUDGES[regulatedBy],
  ]
    .filter(Boolean)
    .join(' ');
}

/** What was answered before the visit, in sentences. */
function signsOf({ checklist }: Brought = {}): string | undefined {
  if (!checklist) return undefined;
  const { yes, asked } = checklist;
  if (yes.length === 0)
    return asked === undefined ? 'A répondu non à tous.' : `A répondu non à tous (${asked} demandés).`;
  const others = (asked ?? 0) - yes.length;
  const answered = `A répondu oui à : ${yes.join(' ; ')}`;
  return others > 0 ? `${answered} ; et non à ${others > 1 ? `${others} autres` : 'un autre'}.` : `${answered}.`;
}

function durationOf({ minutes }: Partial<VisitOutcome> = {}): string | undefined {
  return minutes === undefined ? undefined : `${minutes} min`;
}
