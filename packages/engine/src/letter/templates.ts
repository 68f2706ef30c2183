import type { LetterTemplate, TemplateKind } from '@relais/model';

/** What is written where a structure has no template of its own. */
export const USUAL_TEMPLATES: Readonly<Record<TemplateKind, Omit<LetterTemplate, 'kind'>>> = {
  liaisonLetter: {
    title: 'Lettre de synthèse au médecin traitant',
    pieces: [
      { text: 'Docteur,' },
      {
        text: '{patient}, né(e) le {birthDate} ({age}), a été pris(e) en charge le {date} à {time} par {delegate}, {delegateProfession}, selon le protocole « {protocol} », version {version}.',
      },
      { text: 'L’acte a été réalisé par délégation (délégant : {delegator}).' },
      { section: 'findings', heading: 'Ce qui a été constaté' },
      { section: 'alerts', heading: 'Alertes et suites données' },
      { section: 'reasons', heading: 'Ce que le protocole en retient' },
      { section: 'outcome', heading: 'Issue' },
      { section: 'prescription', heading: 'Ordonnance préétablie du protocole' },
      { section: 'request', heading: 'Ce qui vous est demandé' },
    ],
  },
  patientSheet: {
    title: 'Fiche patient',
    pieces: [
      {
        text: '{patient}, vous avez été reçu(e) le {date} à {time} par {delegate}, {delegateProfession}, dans le cadre du protocole « {protocol} ».',
      },
      { section: 'outcome', heading: 'Ce qui a été décidé' },
      { section: 'prescription', heading: 'Votre ordonnance' },
      {
        text: 'Si votre état s’aggrave ou si un signe nouveau vous inquiète, rappelez votre médecin. En urgence, appelez le 15 ou le 112 ; si vous entendez ou parlez difficilement, écrivez un SMS au 114.',
      },
    ],
  },
  certificate: {
    title: 'Attestation de passage',
    pieces: [
      {
        text: '{delegate}, {delegateProfession}, atteste avoir reçu {patient}, né(e) le {birthDate}, le {date} à {time}.',
      },
      { text: 'Remis en main propre à la demande de la personne ou de son représentant.' },
    ],
  },
};

/** The template of a protocol before that of all; ours where there is none. */
export function templateOf(
  templates: readonly LetterTemplate[],
  kind: TemplateKind,
  protocol: string,
): Omit<LetterTemplate, 'kind'> {
  const ofKind = templates.filter((one) => one.kind === kind);
  return (
    ofKind.find((one) => one.protocol === protocol) ??
    ofKind.find((one) => one.protocol === undefined) ??
    USUAL_TEMPLATES[kind]
  );
}
