import type { Visit, VisitSettings } from '@relais/model';
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
  /** What the doctor adds; kept nowhere. */
  readonly note?: string | undefined;
}

/** The text for the treating doctor, French as letters are: what is known of the visit, and nothing that nobody said. */
export function composeFeedback(parts: FeedbackParts): string {
  const { visit, settings, structure, place, reason, note } = parts;
  const { outcome, brought } = visit;
  const finalReason = settings.finalReasons.find(({ code }) => code === outcome?.finalReason)?.label.fr;
  const redirection = settings.redirections.find(({ code }) => code === outcome?.redirection)?.label.fr;
  const lines = [
    'Retour d’information au médecin traitant',
    structure === place ? structure : `${structure}, ${place}`,
    '',
    `Patient : ${patientOf(visit)}`,
    `Soins non programmés du ${whenOf(parts)}`,
    ...line('Vu par', visit.doctor?.name),
    ...line('Motif à l’entrée', reason),
    ...line('Motif retenu', finalReason),
    ...line('Orientation', redirection),
    ...line('Traitements en cours, dits par le patient', brought?.treatments),
    ...line('Antécédents, dits par le patient', brought?.history),
    ...(note?.trim() ? ['', note.trim()] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function line(label: string, text: string | undefined): string[] {
  return text ? [`${label} : ${text}`] : [];
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
