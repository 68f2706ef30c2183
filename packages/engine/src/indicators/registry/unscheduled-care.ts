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

const ofVisit = ['site', 'practice', 'professional', 'reason', 'target', ...ofPatient, ...whenItWas] as const;
const byVisit = text('le jour du passage', 'the day of the visit');
const visitsDone = text('passages réalisés', 'visits done');

const happened = (fact: Fact) => has(fact, 'happened');

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
  measured(
    {
      ...requested,
      id: 'SNP-02',
      unit: 'visits',
      label: text('Passages', 'Visits'),
      definition: text(
        'Passages réalisés, avec ou sans rendez-vous : le patient est parti, ou le passage est clos. Les absences n’y sont pas.',
        'Visits done, with or without an appointment: the patient has left, or the visit is closed. No-shows are not counted.',
      ),
      numerator: visitsDone,
      datedBy: byVisit,
    },
    ofVisit,
    { kinds: ['visit'], what: 'facts', sees: each(happened) },
  ),
  measured(
    {
      ...requested,
      id: 'SNP-03',
      unit: 'requests',
      label: text('Motifs les plus fréquents', 'Most frequent reasons'),
      definition: text(
        'Demandes dont le motif est connu. C’est le motif d’entrée ; les motifs retenus à la fin se lisent au nombre de passages.',
        'Requests whose reason is known. It is the reason given at entry; final reasons are read with the number of visits.',
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
        'Places réservées parmi les places ouvertes, absences comprises, surnombres non compris. Les places ouvertes sont celles du territoire en vigueur.',
        'Seats booked of the seats open, no-shows included, bookings above the capacity left out. The seats open are those of the territory in force.',
      ),
      numerator: text('places réservées', 'seats booked'),
      denominator: text('places ouvertes', 'seats open'),
      datedBy: bySeat,
    },
    ['site', 'practice', 'weekday', 'hour'],
    { kinds: ['seat'], what: 'facts', ofSeatsOpened: true, sees: each((fact) => !has(fact, 'overbooked')) },
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
      version: 2,
      id: 'SNP-06',
      unit: 'minutes',
      label: text('Délai d’accès', 'Time to care'),
      definition: text(
        'De la demande au début du passage, ou du créneau réservé tant que personne n’a dit quand le passage a commencé : médiane et 9 sur 10.',
        'From the request to the start of the visit, or of the seat booked where nobody has said when the visit began: median and 9 in 10.',
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
  measured(
    {
      ...ours,
      id: 'SNP-09',
      unit: 'percent',
      label: text('Taux d’absence', 'No-shows'),
      definition: text(
        'Absences parmi les créneaux réservés dont quelqu’un a dit si le patient est venu. Les autres n’y sont pas : se taire n’est pas être venu.',
        'No-shows of the seats booked of which somebody has said whether the patient came. Others are left out: silence does not mean somebody came.',
      ),
      numerator: text('absences', 'no-shows'),
      denominator: text('créneaux réservés à l’issue connue', 'seats booked of which it is known'),
      datedBy: bySeat,
    },
    ofSeat,
    {
      kinds: ['seat'],
      what: 'facts',
      sees: share(
        (fact) => has(fact, 'told'),
        (fact) => has(fact, 'noShow'),
      ),
    },
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
        'De l’arrivée sur la liste de rappel à l’appel abouti : médiane et 9 sur 10. Les abandons, les demandes retirées par le patient et les doublons n’y sont pas.',
        'From the arrival on the call-back list to the call that was made: median and 9 in 10, without those given up, taken back by the patient or entered twice.',
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
  measured(
    {
      ...requested,
      id: 'SNP-13',
      unit: 'percent',
      label: text('Réorientation après passage', 'Redirected after the visit'),
      definition: text(
        'Passages clos après lesquels le patient est adressé ailleurs, selon la liste de la structure : urgences, imagerie, médecin traitant…',
        'Closed visits after which the patient was sent on, by the structure’s list: emergencies, imaging, the treating doctor…',
      ),
      numerator: text('passages avec réorientation', 'visits with a redirection'),
      denominator: text('passages clos', 'visits closed'),
      datedBy: byVisit,
    },
    ofVisit,
    {
      kinds: ['visit'],
      what: 'facts',
      sees: share(
        (fact) => has(fact, 'documented'),
        ({ values }) => values.target !== undefined,
      ),
    },
  ),
  measured(
    {
      ...requested,
      id: 'SNP-14',
      unit: 'minutes',
      label: text('Durée de passage', 'Duration of a visit'),
      definition: text(
        'Du début à la fin du passage, mesurée ou corrigée par le médecin : médiane et 9 sur 10. Un passage oublié ouvert n’a pas de durée.',
        'From start to end of the visit, measured or corrected by the doctor: median and 9 in 10. A visit that was forgotten has no duration.',
      ),
      numerator: text('passages dont la durée est connue', 'visits whose duration is known'),
      datedBy: byVisit,
    },
    ofVisit,
    { kinds: ['visit'], what: 'minutes', sees: duration((fact) => has(fact, 'documented')) },
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
  measured(
    {
      ...requested,
      id: 'SNP-17',
      unit: 'percent',
      label: text('Impact sur les urgences', 'Effect on emergency departments'),
      definition: text(
        'Patients qui disent qu’ils seraient allés aux urgences sans le centre, parmi les passages où la question a été posée. C’est une parole de patient ; les passages aux urgences codés non graves, avant et après, demandent des données de l’hôpital.',
        'Patients who say they would have gone to an emergency department without the centre, of the visits where they were asked. It is what patients say; counting visits to emergency departments coded as not severe, before and after, needs data of the hospital.',
      ),
      numerator: text('« urgences »', '“emergency department”'),
      denominator: text('passages où la question a été posée', 'visits where it was asked'),
      datedBy: byVisit,
    },
    ofVisit,
    {
      kinds: ['visit'],
      what: 'facts',
      sees: share(
        ({ values }) => values.outcome !== undefined,
        ({ values }) => values.outcome === 'emergency',
      ),
    },
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
  measured(
    {
      ...requested,
      id: 'SNP-20',
      unit: 'percent',
      label: text('Retour d’information au médecin traitant', 'Feedback to the treating doctor'),
      definition: text(
        'Passages dont le texte de retour a été copié ou imprimé, parmi les passages réalisés de patients qui ont un médecin traitant, ici ou ailleurs.',
        'Visits whose text for the treating doctor was copied or printed, of the visits done of patients who have one, here or elsewhere.',
      ),
      numerator: text('passages avec retour', 'visits with feedback'),
      denominator: text(
        'passages de patients qui ont un médecin traitant',
        'visits of patients with a treating doctor',
      ),
      datedBy: byVisit,
    },
    ofVisit,
    {
      kinds: ['visit'],
      what: 'facts',
      sees: share(
        (fact) => happened(fact) && ['here', 'elsewhere'].includes(fact.values.attendingDoctor ?? ''),
        (fact) => has(fact, 'feedback'),
      ),
    },
  ),
  measured(
    {
      ...requested,
      id: 'SNP-21',
      unit: 'percent',
      label: text('Documentation des passages', 'Visits documented'),
      definition: text(
        'Passages clos, avec leur motif retenu, parmi tous ceux qui devraient l’être : passages commencés ou annoncés, et créneaux réservés dont personne n’a rien dit (ceux du jour encore à venir comptent).',
        'Visits closed with a final reason, of all that should be: those begun or announced, and seats booked of which nobody has said anything (those still to come today count).',
      ),
      numerator: text('passages clos', 'visits closed'),
      denominator: text('passages attendus, absences exclues', 'visits expected, without no-shows'),
      datedBy: byVisit,
    },
    ['site', 'practice', ...ofPatient, ...whenItWas],
    {
      kinds: ['seat', 'visit'],
      what: 'facts',
      sees: share(
        (fact) => (fact.kind === 'seat' ? !has(fact, 'told') : !has(fact, 'noShow')),
        (fact) => has(fact, 'documented'),
      ),
    },
  ),
  notMeasured(
    {
      ...requested,
      id: 'SNP-22',
      unit: 'visits',
      label: text('Consultations par jour', 'Visits a day'),
      definition: text('Passages par jour d’ouverture.', 'Visits by day open.'),
    },
    text(
      'Les jours d’ouverture ne sont pas comptés ; les passages se lisent par jour.',
      'Days open are not counted; visits are read by day.',
    ),
  ),
  measured(
    {
      ...ours,
      version: 2,
      id: 'SNP-23',
      unit: 'percent',
      label: text('Surnuméraires', 'Overbooked'),
      definition: text(
        'Réservations faites par le secrétariat au-delà de la capacité visible d’une séance, parmi toutes les réservations. Une place libérée ensuite n’y change rien ; une réservation annulée n’y est plus.',
        'Bookings the secretariat has made beyond the capacity shown of a session, of all bookings. A seat freed later changes nothing; a booking that was cancelled is not counted.',
      ),
      numerator: text('réservations en surnombre', 'bookings beyond the capacity'),
      denominator: text('réservations', 'bookings'),
      datedBy: bySeat,
    },
    ofSeat,
    { kinds: ['seat'], what: 'facts', sees: share(always, (fact) => has(fact, 'overbooked')) },
  ),
];
