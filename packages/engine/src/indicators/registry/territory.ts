import { always, declared, each, measured, notMeasured, share, text } from './define.ts';
import type { Indicator } from './define.ts';

const requested = { family: 'territory', version: 1, status: 'requested' } as const;
const ours = { family: 'territory', version: 1, status: 'ours' } as const;
const seen = ['seat', 'run'] as const;
const patients = text('patients distincts', 'distinct patients');
const ofTheStructure = text(
  'Données de la structure, pas de la population.',
  'Data of the structure, not of the population.',
);

export const territory: readonly Indicator[] = [
  measured(
    {
      ...requested,
      id: 'TER-01',
      unit: 'patients',
      label: text('Pyramide des âges', 'Ages of patients'),
      definition: text(
        `Patients distincts qui ont un rendez-vous ou une prise en charge, par tranche d’âge. ${ofTheStructure.fr}`,
        `Distinct patients with an appointment or a run, by age band. ${ofTheStructure.en}`,
      ),
      numerator: patients,
    },
    ['ageBand', 'sex', 'commune'],
    { kinds: seen, what: 'patients', sees: each(({ age }) => age !== undefined) },
  ),
  notMeasured(
    {
      ...requested,
      id: 'TER-02',
      unit: 'percent',
      label: text('Pathologies chroniques', 'Chronic conditions'),
      definition: text(
        'Pathologies codées, parmi les patients qui en ont un relevé.',
        'Coded conditions, of patients with a record.',
      ),
    },
    text('Aucune prise en charge ne code encore les pathologies.', 'No run codes conditions yet.'),
  ),
  measured(
    {
      ...requested,
      id: 'TER-03',
      unit: 'patients',
      label: text('Carte de recours', 'Use by commune'),
      definition: text(
        `Patients distincts qui ont un rendez-vous ou une prise en charge, par commune. ${ofTheStructure.fr}`,
        `Distinct patients with an appointment or a run, by commune. ${ofTheStructure.en}`,
      ),
      numerator: patients,
    },
    ['commune', 'ageBand', 'sex'],
    { kinds: seen, what: 'patients', sees: each(({ values }) => values.commune !== undefined) },
  ),
  measured(
    {
      ...requested,
      id: 'SEA-01',
      unit: 'requests',
      label: text('Saisonnalité', 'Seasons'),
      definition: text(
        'Demandes par semaine et par motif, à comparer aux années passées.',
        'Requests by week and reason, to be compared with earlier years.',
      ),
      numerator: text('demandes', 'requests'),
      datedBy: text('le jour de la demande', 'the day of the request'),
    },
    ['reason', 'ageBand'],
    { kinds: ['request'], what: 'facts', sees: each(always) },
  ),
  notMeasured(
    {
      ...ours,
      id: 'SEA-02',
      unit: 'requests',
      label: text('Seuil d’activation', 'Threshold of activation'),
      definition: text(
        'Motif au-dessus de la moyenne + 2 écarts-types des mêmes semaines des années passées, deux semaines de suite, 5 demandes au moins.',
        'Reason above mean + 2 standard deviations of the same weeks of earlier years, two weeks running, 5 requests at least.',
      ),
    },
    text(
      'Ce n’est pas un nombre\xa0: le tableau « Territoire » dit quels motifs le dépassent, après deux années de demandes.',
      'This is no number: the board “Territory” says which reasons are above it, after two years of requests.',
    ),
  ),
  measured(
    {
      ...ours,
      id: 'SEA-03',
      unit: 'percent',
      label: text('Effet de l’activation', 'Effect of an activation'),
      definition: text(
        'Réorientations, parmi les prises en charge menées pendant une activation saisonnière ou de crise.',
        'Redirections, of the runs done while a protocol was activated for a season or a crisis.',
      ),
      numerator: text('réorientations', 'redirections'),
      denominator: text('prises en charge pendant l’activation', 'runs during the activation'),
      datedBy: text('le jour où la prise en charge commence', 'the day the run begins'),
    },
    ['protocol', 'activation', 'profession'],
    {
      kinds: ['run'],
      what: 'facts',
      sees: share(
        ({ values }) => values.activation !== undefined,
        ({ values }) => values.outcome === 'redirected',
      ),
    },
  ),
];

export const coordination: readonly Indicator[] = [
  notMeasured(
    {
      ...requested,
      family: 'coordination',
      id: 'DAC-01',
      unit: 'requests',
      label: text('Orientations vers le DAC', 'Referred to the DAC'),
      definition: text(
        'Par motif et issue ; délai de la première réponse.',
        'By motive and outcome; delay to the first answer.',
      ),
    },
    text('Les orientations vers le DAC ne sont pas encore suivies.', 'Referrals to the DAC are not followed yet.'),
  ),
  notMeasured(
    {
      ...requested,
      family: 'coordination',
      id: 'COM-01',
      unit: 'minutes',
      label: text('Messages sécurisés', 'Secure messages'),
      definition: text(
        'Fils et délai de réponse, jamais le contenu.',
        'Threads and delay of the answer, never the content.',
      ),
    },
    text('Aucune messagerie n’est tenue ici.', 'No messages are kept here.'),
  ),
  declared(
    {
      ...requested,
      family: 'coordination',
      id: 'STF-01',
      unit: 'actions',
      label: text('Staffs', 'Staff meetings'),
      definition: text(
        'Réunions, patients discutés, décisions suivies.',
        'Meetings, patients discussed, decisions followed.',
      ),
    },
    'staffMeeting',
  ),
];
