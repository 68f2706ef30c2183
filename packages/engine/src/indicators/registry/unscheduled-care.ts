import type { Fact } from '../facts/index.ts';
import { always, duration, each, has, measured, notMeasured, ofPatient, share, text, whenItWas } from './define.ts';
import type { Indicator } from './define.ts';

const family = 'unscheduledCare';
const ours = { family, version: 1, status: 'ours' } as const;
const requested = { family, version: 1, status: 'requested' } as const;
const aci = { family, version: 1, status: 'aci' } as const;

const ofRequest = ['origin', 'reason', 'outcome', 'target', ...ofPatient, ...whenItWas] as const;
const ofSeat = ['site', 'practice', 'reason', ...ofPatient, ...whenItWas] as const;
const byRequest = text('le jour de la demande', 'the day of the request');
const bySeat = text('le jour du créneau', 'the day of the slot');
const requests = text('demandes', 'requests');

/** What a visit leaves is not recorded yet. */
const noVisits = text(
  'Les passages ne sont pas encore enregistrés : seuls le sont les demandes et les rendez-vous.',
  'Visits are not recorded yet: only requests and appointments are.',
);

const withAttendingDoctor = ({ values }: Fact) =>
  values.attendingDoctor !== undefined && values.attendingDoctor !== 'unknown';

export const unscheduledCare: readonly Indicator[] = [
  measured(
    {
      ...ours,
      id: 'SNP-01',
      unit: 'requests',
      label: text('Demandes', 'Requests'),
      definition: text(
        'Demandes reçues : par la régulation ou l’accueil, par une réservation en ligne, par la liste de rappel. Une demande ne compte qu’une fois, quoi qu’elle devienne.',
        'Requests received: at the desk, by booking online, on the call-back list. A request counts once, whatever becomes of it.',
      ),
      numerator: requests,
      datedBy: byRequest,
    },
    ofRequest,
    { kinds: ['request'], what: 'facts', sees: each(always) },
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-02',
      unit: 'visits',
      label: text('Passages', 'Visits'),
      definition: text('Passages réalisés, par jour et par semaine.', 'Visits done, by day and week.'),
    },
    noVisits,
  ),
  measured(
    {
      ...requested,
      id: 'SNP-03',
      unit: 'requests',
      label: text('Motifs les plus fréquents', 'Most frequent reasons'),
      definition: text(
        'Demandes dont le motif est connu. C’est le motif d’entrée, faute de passage enregistré.',
        'Requests whose reason is known. It is the reason given at entry, as no visit is recorded.',
      ),
      numerator: text('demandes avec motif', 'requests with a reason'),
      datedBy: byRequest,
    },
    ofRequest,
    { kinds: ['request'], what: 'facts', sees: each(({ values }) => values.reason !== undefined) },
  ),
  measured(
    {
      ...requested,
      id: 'SNP-04',
      unit: 'percent',
      label: text('Taux de remplissage', 'Seats taken'),
      definition: text(
        'Places réservées parmi les places ouvertes, absences comprises. Les places ouvertes sont celles du territoire en vigueur.',
        'Seats booked of the seats open, no-shows included. The seats open are those of the territory in force.',
      ),
      numerator: text('places réservées', 'seats booked'),
      denominator: text('places ouvertes', 'seats open'),
      datedBy: bySeat,
    },
    ['site', 'practice', 'weekday', 'hour'],
    { kinds: ['seat'], what: 'facts', ofSeatsOpened: true, sees: each(always) },
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-05',
      unit: 'requests',
      label: text('Créneaux les plus demandés', 'Most wanted slots'),
      definition: text(
        'Demandes par plage souhaitée, y compris celles qui n’ont pas abouti.',
        'Requests by the range wanted, those not served included.',
      ),
    },
    text('Les demandes ne disent pas encore la plage souhaitée.', 'Requests do not say yet which range is wanted.'),
  ),
  measured(
    {
      ...requested,
      id: 'SNP-06',
      unit: 'minutes',
      label: text('Délai d’accès', 'Time to a seat'),
      definition: text(
        'De la demande au début du créneau réservé, faute de passage enregistré : médiane et 9 sur 10.',
        'From the request to the start of the seat booked, as no visit is recorded: median and 9 in 10.',
      ),
      numerator: text('demandes servies', 'requests served'),
      datedBy: byRequest,
    },
    ofRequest,
    { kinds: ['request'], what: 'minutes', sees: duration((fact) => has(fact, 'served')) },
  ),
  measured(
    {
      ...aci,
      id: 'SNP-07',
      unit: 'percent',
      label: text('Réponse sous 24 h', 'Answered within 24 h'),
      definition: text(
        'Demandes qui ont un créneau dans les 24 heures, parmi celles qui ne sont pas réorientées.',
        'Requests with a seat within 24 hours, of those not redirected.',
      ),
      numerator: text('servies sous 24 h', 'served within 24 h'),
      denominator: text('demandes non réorientées', 'requests not redirected'),
      datedBy: byRequest,
    },
    ofRequest,
    {
      kinds: ['request'],
      what: 'facts',
      sees: share(
        (fact) => !has(fact, 'redirected'),
        (fact) => has(fact, 'served') && (fact.minutes ?? Infinity) <= 24 * 60,
      ),
    },
  ),
  measured(
    {
      ...requested,
      id: 'SNP-08',
      unit: 'percent',
      label: text('Taux d’abandon', 'Given up'),
      definition: text(
        'Demandes closes parce que la personne n’a plus été jointe ou a renoncé.',
        'Requests closed because the person could not be reached any more or gave up.',
      ),
      numerator: text('abandons', 'given up'),
      denominator: requests,
      datedBy: byRequest,
    },
    ofRequest,
    { kinds: ['request'], what: 'facts', sees: share(always, (fact) => has(fact, 'abandoned')) },
  ),
  notMeasured(
    {
      ...ours,
      id: 'SNP-09',
      unit: 'percent',
      label: text('Taux d’absence', 'No-shows'),
      definition: text('Absences parmi les créneaux réservés passés.', 'No-shows of the seats booked that are past.'),
    },
    noVisits,
  ),
  measured(
    {
      ...requested,
      id: 'SNP-10',
      unit: 'requests',
      label: text('Orientation à l’entrée', 'Where requests lead'),
      definition: text(
        'Demandes selon leur orientation : créneau, rappel ou réorientation.',
        'Requests by where they lead: a seat, a call back, or elsewhere.',
      ),
      numerator: requests,
      datedBy: byRequest,
    },
    ofRequest,
    { kinds: ['request'], what: 'facts', sees: each(({ values }) => values.outcome !== undefined) },
  ),
  measured(
    {
      ...ours,
      id: 'SNP-11',
      unit: 'minutes',
      label: text('Délai de rappel', 'Time to be called back'),
      definition: text(
        'De l’arrivée sur la liste de rappel à l’appel abouti : médiane et 9 sur 10. Les abandons n’y sont pas.',
        'From the arrival on the call-back list to the call that was made: median and 9 in 10, without those given up.',
      ),
      numerator: text('rappels aboutis', 'calls made'),
      datedBy: text('le jour de l’arrivée sur la liste', 'the day of arrival on the list'),
    },
    ['class', 'origin', 'reason', ...ofPatient, ...whenItWas],
    { kinds: ['callback'], what: 'minutes', sees: duration((fact) => !has(fact, 'givenUp')) },
  ),
  measured(
    {
      ...requested,
      id: 'SNP-12',
      unit: 'requests',
      label: text('Points d’entrée', 'Entry points'),
      definition: text('Demandes selon qui les a adressées.', 'Requests by who has sent them.'),
      numerator: requests,
      datedBy: byRequest,
    },
    ofRequest,
    { kinds: ['request'], what: 'facts', sees: each(({ values }) => values.origin !== undefined) },
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-13',
      unit: 'percent',
      label: text('Réorientation après passage', 'Redirected after the visit'),
      definition: text(
        'Urgences, imagerie, retour au médecin traitant.',
        'Emergencies, imaging, back to the treating doctor.',
      ),
    },
    noVisits,
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-14',
      unit: 'minutes',
      label: text('Durée moyenne de passage', 'Mean duration of a visit'),
      definition: text('Durée mesurée des passages.', 'Duration of visits, as measured.'),
    },
    noVisits,
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-15',
      unit: 'percent',
      label: text('Équité de charge', 'How fairly the load is shared'),
      definition: text(
        'Passages par professionnel et par site, rapportés à la part prévue.',
        'Visits by professional and site, to the share planned.',
      ),
    },
    text(
      'Les comptes de charge par cabinet se lisent au registre d’allocation.',
      'The accounts of load by practice are read in the ledger of allocation.',
    ),
  ),
  measured(
    {
      ...requested,
      id: 'SNP-16',
      unit: 'requests',
      label: text('Répartition territoriale', 'Where patients live'),
      definition: text(
        'Rendez-vous par commune du patient. Pas de taux pour 1 000 habitants tant que les populations ne sont pas saisies.',
        'Appointments by the patient’s commune. No rate by 1,000 inhabitants as long as populations are not entered.',
      ),
      numerator: text('rendez-vous dont la commune est connue', 'appointments whose commune is known'),
      datedBy: bySeat,
    },
    ofSeat,
    { kinds: ['seat'], what: 'facts', sees: each(({ values }) => values.commune !== undefined) },
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-17',
      unit: 'visits',
      label: text('Impact sur les urgences', 'Effect on emergency departments'),
      definition: text(
        'Passages aux urgences codés non graves, avant et après.',
        'Visits to emergency departments coded as not severe, before and after.',
      ),
    },
    text(
      'Demande des données de l’hôpital, si elles sont partagées.',
      'Needs data of the hospital, if they are shared.',
    ),
  ),
  measured(
    {
      ...ours,
      id: 'SNP-18',
      unit: 'percent',
      label: text('Patients dont le médecin traitant exerce ici', 'Patients whose treating doctor works here'),
      definition: text(
        'Parmi les patients qui ont un rendez-vous et dont la situation est connue.',
        'Of the patients with an appointment of whom it is known.',
      ),
      numerator: text('médecin traitant ici', 'treating doctor here'),
      denominator: text('patients distincts', 'distinct patients'),
      datedBy: bySeat,
    },
    ['site', 'practice', 'commune', 'ageBand', 'sex'],
    {
      kinds: ['seat'],
      what: 'patients',
      sees: share(withAttendingDoctor, ({ values }) => values.attendingDoctor === 'here'),
    },
  ),
  measured(
    {
      ...aci,
      id: 'SNP-19',
      unit: 'percent',
      label: text('Patients sans médecin traitant', 'Patients without a treating doctor'),
      definition: text(
        'Parmi les patients qui ont un rendez-vous et dont la situation est connue.',
        'Of the patients with an appointment of whom it is known.',
      ),
      numerator: text('sans médecin traitant', 'without a treating doctor'),
      denominator: text('patients distincts', 'distinct patients'),
      datedBy: bySeat,
    },
    ['site', 'practice', 'commune', 'ageBand', 'sex'],
    {
      kinds: ['seat'],
      what: 'patients',
      sees: share(withAttendingDoctor, ({ values }) => values.attendingDoctor === 'none'),
    },
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-20',
      unit: 'percent',
      label: text('Retour d’information au médecin traitant', 'Feedback to the treating doctor'),
      definition: text('Passages suivis d’une lettre.', 'Visits followed by a letter.'),
    },
    noVisits,
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-21',
      unit: 'percent',
      label: text('Documentation des passages', 'Visits documented'),
      definition: text('Passages dont tous les champs requis sont remplis.', 'Visits with every field required.'),
    },
    noVisits,
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-22',
      unit: 'visits',
      label: text('Consultations par jour', 'Visits a day'),
      definition: text('Passages par jour d’ouverture.', 'Visits by day open.'),
    },
    noVisits,
  ),
  notMeasured(
    {
      ...ours,
      id: 'SNP-23',
      unit: 'percent',
      label: text('Surnuméraires', 'Overbooked'),
      definition: text('Réservations au-delà de la capacité visible.', 'Bookings beyond the capacity shown.'),
    },
    text('Aucune réservation ne dépasse ici la capacité.', 'No booking goes beyond the capacity here.'),
  ),
];
