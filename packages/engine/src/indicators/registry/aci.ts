import { always, declared, each, has, measured, notMeasured, ofPatient, text } from './define.ts';
import type { Indicator } from './define.ts';

const aci = { family: 'aci', version: 1, status: 'aci' } as const;
const noLists = text(
  'La recherche d’un médecin traitant n’est pas encore suivie ici.',
  'The search for a treating doctor is not followed here yet.',
);

export const aciMissions: readonly Indicator[] = [
  notMeasured(
    {
      ...aci,
      id: 'ACI-A1',
      unit: 'percent',
      label: text('Patients ayant trouvé un médecin traitant', 'Patients who found a treating doctor'),
      definition: text('Parmi les patients recensés sans médecin traitant.', 'Of the patients listed without one.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...aci,
      id: 'ACI-A2',
      unit: 'percent',
      label: text('dont patients en ALD', 'of them with a long-term illness'),
      definition: text('Le même, pour les patients en ALD.', 'The same, of patients with a long-term illness.'),
    },
    noLists,
  ),
  notMeasured(
    {
      ...aci,
      id: 'ACI-A3',
      unit: 'requests',
      label: text('Réponse aux soins non programmés', 'Answer to unscheduled care'),
      definition: text(
        'Heures ouvertes, effecteurs engagés, et SNP-01, SNP-02, SNP-07.',
        'Hours open, doctors engaged, and SNP-01, SNP-02, SNP-07.',
      ),
    },
    text(
      'Se lit par SNP-01 et SNP-07 ; les heures ne sont pas encore comptées.',
      'Read SNP-01 and SNP-07; hours are not counted yet.',
    ),
  ),
  notMeasured(
    {
      ...aci,
      id: 'ACI-A4',
      unit: 'percent',
      label: text('Participation au SAS', 'Part taken in the SAS'),
      definition: text('Créneaux montrés et pris.', 'Slots shown and taken.'),
    },
    text('Le journal ne dit pas ce que le SAS a réservé.', 'The log does not say what the SAS has booked.'),
  ),
  measured(
    {
      ...aci,
      id: 'ACI-P1',
      unit: 'protocols',
      label: text('Parcours actifs', 'Protocols active'),
      definition: text(
        'Protocoles actifs au dernier jour de la période.',
        'Protocols active on the last day of the period.',
      ),
      numerator: text('protocoles', 'protocols'),
      datedBy: text('au dernier jour', 'on the last day'),
    },
    ['protocol'],
    { kinds: ['protocol'], what: 'facts', stock: true, ofNobody: true, sees: each(always) },
  ),
  measured(
    {
      ...aci,
      id: 'ACI-P2',
      unit: 'patients',
      label: text('Patients inclus dans les parcours', 'Patients included in protocols'),
      definition: text(
        'Patients distincts, tous protocoles et tous régimes.',
        'Distinct patients, of every protocol and regime.',
      ),
      numerator: text('patients distincts', 'distinct patients'),
      datedBy: text('le jour où la prise en charge commence', 'the day the run begins'),
    },
    ['protocol', 'protocolVersion', 'regime', 'profession', ...ofPatient],
    { kinds: ['run'], what: 'patients', sees: each((fact) => has(fact, 'included')) },
  ),
  notMeasured(
    {
      ...aci,
      id: 'ACI-P3',
      unit: 'requests',
      label: text('Liens ville-hôpital, ville-IPA, ville-pharmacie', 'Links between town, hospital and pharmacy'),
      definition: text('Flux entre professions et structures.', 'Flows between professions and structures.'),
    },
    text('Les adressages ne sont pas encore suivis.', 'Referrals are not followed yet.'),
  ),
  declared(
    {
      ...aci,
      id: 'ACI-V1',
      unit: 'actions',
      label: text('Actions de prévention menées', 'Actions of prevention'),
      definition: text('Actions menées et personnes touchées.', 'Actions and people reached.'),
    },
    'prevention',
  ),
  notMeasured(
    {
      ...aci,
      id: 'ACI-V2',
      status: 'ours',
      unit: 'percent',
      label: text('Dépistages positifs orientés', 'Positive screenings followed up'),
      definition: text(
        'Dépistages positifs orientés, parmi les positifs.',
        'Positive screenings referred, of the positive ones.',
      ),
    },
    text('Les dépistages ne sont pas encore enregistrés.', 'Screenings are not recorded yet.'),
  ),
  declared(
    {
      ...aci,
      id: 'ACI-C1',
      unit: 'actions',
      label: text('Plan de crise rédigé', 'Crisis plan written'),
      definition: text('Rédigé et mis à jour : date et version.', 'Written and kept up to date: date and version.'),
    },
    'crisisPlan',
  ),
  declared(
    {
      ...aci,
      id: 'ACI-C2',
      unit: 'actions',
      label: text('Actions en crise', 'Actions in a crisis'),
      definition: text('Journal daté des actions.', 'Dated log of actions.'),
    },
    'crisis',
  ),
  declared(
    {
      ...aci,
      id: 'ACI-Q1',
      unit: 'actions',
      label: text('Groupes, staffs, analyses', 'Groups, staff meetings, analyses'),
      definition: text('Réunions, participants, comptes rendus.', 'Meetings, attendees, minutes.'),
    },
    'group',
    'staffMeeting',
    'eventAnalysis',
  ),
  declared(
    {
      ...aci,
      id: 'ACI-S1',
      unit: 'actions',
      label: text('Installations, stagiaires accueillis', 'Installations, trainees'),
      definition: text('Installations et stagiaires.', 'Installations and trainees.'),
    },
    'installation',
    'trainee',
  ),
];
