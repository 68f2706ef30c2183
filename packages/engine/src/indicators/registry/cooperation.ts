import type { Fact } from '../facts/index.ts';
import { always, each, has, measured, notMeasured, ofPatient, share, text, whenItWas } from './define.ts';
import type { Indicator } from './define.ts';

const family = 'cooperation';
const legal = { family, version: 1, status: 'legal', reference: 'CSP, D.4011-4' } as const;
const requested = { family, version: 1, status: 'requested' } as const;
const ours = { family, version: 1, status: 'ours' } as const;

const ofRun = [
  'protocol',
  'protocolVersion',
  'regime',
  'profession',
  'professional',
  ...ofPatient,
  ...whenItWas,
] as const;
const byStart = text('le jour où la prise en charge commence', 'the day the run begins');
const byAct = text('le jour de l’acte', 'the day of the act');

/** The four of the Code count what is done under delegation of a cooperation protocol. */
const delegated = (fact: Fact) => has(fact, 'cooperation') && fact.values.regime === 'delegation';
const included = (fact: Fact) => has(fact, 'included');
const acts = text('actes réalisés par les délégués', 'acts done by délégués');
const runsIncluded = text('prises en charge incluses', 'runs included');

export const cooperation: readonly Indicator[] = [
  measured(
    {
      ...legal,
      id: 'COOP-01',
      unit: 'patients',
      label: text('Patients pris en charge', 'Patients cared for'),
      definition: text(
        'Patients distincts inclus dans un protocole de coopération, sous délégation : prise en charge commencée, ni refusée au consentement ni arrêtée par un critère d’exclusion.',
        'Distinct patients included in a cooperation protocol, under delegation: a run that began, neither refused at consent nor stopped by a criterion of exclusion.',
      ),
      numerator: text('patients distincts', 'distinct patients'),
      datedBy: byStart,
    },
    ofRun,
    { kinds: ['run'], what: 'patients', sees: each((fact) => delegated(fact) && included(fact)) },
  ),
  measured(
    {
      ...legal,
      id: 'COOP-02',
      unit: 'percent',
      label: text('Taux de reprise par les délégants', 'Rate of acts taken over by délégants'),
      definition: text(
        'Actes du protocole faits par le délégant à l’appel du délégué, rapportés aux actes des délégués. Une reprise n’est pas une réorientation.',
        'Acts of the protocol done by the délégant on the délégué’s call, to the acts of délégués. Taking over is not redirecting.',
      ),
      numerator: text('actes repris par les délégants', 'acts taken over by délégants'),
      denominator: acts,
      datedBy: byAct,
    },
    [...ofRun, 'actType'],
    {
      kinds: ['act'],
      what: 'facts',
      sees: (fact) =>
        delegated(fact) ? { numerator: has(fact, 'reprise'), denominator: !has(fact, 'reprise') } : undefined,
    },
  ),
  measured(
    {
      ...legal,
      id: 'COOP-03',
      unit: 'percent',
      label: text('Taux d’événements indésirables', 'Rate of adverse events'),
      definition: text(
        'Événements indésirables déclarés, rapportés aux actes des délégués ; leur nature se lit par type et gravité.',
        'Adverse events declared, to the acts of délégués; their nature is read by type and severity.',
      ),
      numerator: text(
        'événements indésirables, au jour où ils sont survenus',
        'adverse events, on the day they occurred',
      ),
      denominator: acts,
      datedBy: text('le jour de l’événement, le jour de l’acte', 'the day of the event, the day of the act'),
    },
    ['protocol', 'severity', 'eventType'],
    {
      kinds: ['act', 'adverseEvent'],
      what: 'facts',
      sees: (fact) => {
        const isEvent = fact.kind === 'adverseEvent';
        const concerns = isEvent
          ? has(fact, 'cooperation') && (fact.values.regime ?? 'delegation') === 'delegation'
          : delegated(fact) && !has(fact, 'reprise');
        return concerns ? { numerator: isEvent, denominator: !isEvent } : undefined;
      },
    },
  ),
  measured(
    {
      ...legal,
      id: 'COOP-04',
      unit: 'percent',
      label: text('Taux de satisfaction des professionnels', 'Rate of satisfied professionals'),
      definition: text(
        'Professionnels « satisfaits » ou « très satisfaits », parmi ceux qui ont exprimé un niveau ; la dernière réponse de l’année compte.',
        'Professionals who are “satisfied” or “very satisfied”, of those who have given a level; the last answer of the year counts.',
      ),
      numerator: text('satisfaits ou très satisfaits', 'satisfied or very satisfied'),
      denominator: text('professionnels qui se sont exprimés', 'professionals who have answered'),
      datedBy: text('le jour de la réponse', 'the day of the answer'),
    },
    ['protocol', 'function'],
    { kinds: ['satisfaction'], what: 'facts', sees: share(always, (fact) => has(fact, 'satisfied')) },
  ),
  measured(
    {
      ...requested,
      id: 'COOP-05',
      unit: 'percent',
      label: text('Pris en charge directement par le délégué', 'Managed by the délégué alone'),
      definition: text(
        'Prises en charge menées à leur terme par le délégué, parmi celles qui sont incluses.',
        'Runs that the délégué has brought to an end, of those included.',
      ),
      numerator: text('prises en charge par le délégué', 'runs managed by the délégué'),
      denominator: runsIncluded,
      datedBy: byStart,
    },
    ofRun,
    { kinds: ['run'], what: 'facts', sees: share(included, ({ values }) => values.outcome === 'managedByDelegate') },
  ),
  measured(
    {
      ...requested,
      id: 'COOP-06',
      unit: 'percent',
      label: text('Réorientés vers un médecin généraliste', 'Redirected to a general practitioner'),
      definition: text(
        'Prises en charge qui s’achèvent par une réorientation vers un généraliste ou le médecin traitant.',
        'Runs that end with a redirection to a general practitioner or the treating doctor.',
      ),
      numerator: text('réorientations', 'redirections'),
      denominator: runsIncluded,
      datedBy: byStart,
    },
    [...ofRun, 'target'],
    {
      kinds: ['run'],
      what: 'facts',
      sees: share(
        included,
        ({ values }) =>
          values.outcome === 'redirected' && ['generalPractitioner', 'attendingDoctor'].includes(values.target ?? ''),
      ),
    },
  ),
  measured(
    {
      ...requested,
      id: 'COOP-07',
      unit: 'acts',
      label: text('Actes réalisés', 'Acts done'),
      definition: text(
        'Actes des protocoles, par les délégués et, à leur appel, par les délégants.',
        'Acts of the protocols, by délégués and, on their call, by délégants.',
      ),
      numerator: text('actes', 'acts'),
      datedBy: byAct,
    },
    [...ofRun, 'actType', 'function'],
    { kinds: ['act'], what: 'facts', sees: each(always) },
  ),
  measured(
    {
      ...requested,
      id: 'COOP-08',
      unit: 'runs',
      label: text('Parcours réalisés', 'Runs completed'),
      definition: text(
        'Prises en charge incluses qui ont une issue : prise en charge, réorientation ou reprise.',
        'Runs included that have an outcome: managed, redirected or taken over.',
      ),
      numerator: text('prises en charge terminées', 'runs completed'),
      datedBy: byStart,
    },
    [...ofRun, 'outcome'],
    { kinds: ['run'], what: 'facts', sees: each((fact) => has(fact, 'completed')) },
  ),
  measured(
    {
      ...ours,
      version: 2,
      id: 'COOP-09',
      unit: 'percent',
      label: text('Refus du patient', 'Refused by the patient'),
      definition: text(
        'Refus de la prise en charge par protocole, au consentement ou avant, parmi les propositions auxquelles il a été répondu.',
        'Refusals to be cared for by a protocol, at the consent or before it, of the proposals that were answered.',
      ),
      numerator: text('refus', 'refusals'),
      denominator: text('propositions', 'proposals'),
      datedBy: text('le jour de la réponse', 'the day of the answer'),
    },
    ['protocol', 'protocolVersion', ...ofPatient, ...whenItWas],
    {
      kinds: ['consent', 'nonInclusion'],
      what: 'facts',
      sees: share(
        (fact) => fact.kind === 'consent' || has(fact, 'refused'),
        (fact) => has(fact, 'refused'),
      ),
    },
  ),
  measured(
    {
      ...ours,
      version: 2,
      id: 'COOP-10',
      unit: 'percent',
      label: text('Non-inclusion', 'Not included'),
      definition: text(
        'Patients trouvés non éligibles au premier pas et prises en charge arrêtées par un critère d’exclusion, parmi eux et celles qui ont commencé.',
        'Patients found not eligible at the first step and runs stopped by a criterion of exclusion, of these and the runs that began.',
      ),
      numerator: text('non-inclusions', 'not included'),
      denominator: text('prises en charge commencées ou non incluses', 'runs begun or not included'),
      datedBy: text(
        'le jour où la prise en charge commence, ou est écartée',
        'the day the run begins, or is ruled out',
      ),
    },
    [...ofRun, 'rule'],
    {
      kinds: ['run', 'nonInclusion'],
      what: 'facts',
      sees: share(
        (fact) => fact.kind === 'run' || has(fact, 'stopped'),
        (fact) => has(fact, 'stopped'),
      ),
    },
  ),
  measured(
    {
      ...ours,
      id: 'COOP-11',
      unit: 'percent',
      label: text('Alertes critiques vues', 'Critical alerts seen'),
      definition: text(
        'Alertes urgentes ou d’appel que le délégué a vues, parmi celles qui se sont levées.',
        'Urgent alerts and calls that the délégué has seen, of those raised.',
      ),
      numerator: text('alertes vues', 'alerts seen'),
      denominator: text('alertes levées', 'alerts raised'),
      datedBy: text('le jour de l’alerte', 'the day of the alert'),
    },
    [...ofRun, 'rule'],
    {
      kinds: ['alert'],
      what: 'facts',
      sees: share(
        (fact) => has(fact, 'critical'),
        (fact) => has(fact, 'acknowledged'),
      ),
    },
  ),
  measured(
    {
      ...requested,
      id: 'COOP-12',
      unit: 'percent',
      label: text('Traçabilité du consentement', 'Consents that can be proven'),
      definition: text(
        'Prises en charge incluses qui reposent sur une preuve de consentement.',
        'Runs included that stand on a proof of consent.',
      ),
      numerator: text('prises en charge avec preuve', 'runs with a proof'),
      denominator: runsIncluded,
      datedBy: byStart,
    },
    ofRun,
    { kinds: ['run'], what: 'facts', sees: share(included, (fact) => has(fact, 'consented')) },
  ),
  notMeasured(
    {
      ...requested,
      id: 'COOP-13',
      unit: 'percent',
      label: text('Synthèse envoyée au médecin traitant', 'Summary sent to the treating doctor'),
      definition: text(
        'Synthèses envoyées, parmi les prises en charge dont le médecin traitant est connu.',
        'Summaries sent, of the runs whose treating doctor is known.',
      ),
    },
    text(
      'Les envois de synthèses ne sont pas encore comptés ici.',
      'Summaries that were sent are not counted here yet.',
    ),
  ),
  measured(
    {
      ...requested,
      id: 'COOP-14',
      unit: 'people',
      label: text('Équipe engagée', 'Team engaged'),
      definition: text(
        'Délégants et délégués déclarés dans un protocole, au dernier jour de la période.',
        'Délégants and délégués declared in a protocol, on the last day of the period.',
      ),
      numerator: text('professionnels distincts', 'distinct professionals'),
      datedBy: text('au dernier jour', 'on the last day'),
    },
    ['protocol', 'function', 'profession'],
    { kinds: ['member'], what: 'professionals', stock: true, ofNobody: true, sees: each(always) },
  ),
  measured(
    {
      ...requested,
      id: 'COOP-15',
      unit: 'percent',
      label: text('Formation à jour', 'Training up to date'),
      definition: text(
        'Délégués dont le certificat était valide à chacune de leurs prises en charge, parmi ceux qui en ont fait.',
        'Délégués whose certificate was valid on each of their runs, of those who have done some.',
      ),
      numerator: text('délégués à jour', 'délégués up to date'),
      denominator: text('délégués actifs', 'délégués active'),
      datedBy: byStart,
    },
    ['protocol', 'profession'],
    {
      kinds: ['run'],
      what: 'professionals',
      everyTime: true,
      sees: share(
        (fact) => delegated(fact) && has(fact, 'certifiable'),
        (fact) => has(fact, 'certified'),
      ),
    },
  ),
  notMeasured(
    {
      ...requested,
      id: 'COOP-16',
      unit: 'euros',
      label: text('Coût et répartition', 'Cost and how it is shared'),
      definition: text(
        'Prises en charge × tarif, réparti entre délégants et délégués.',
        'Runs × tariff, shared between délégants and délégués.',
      ),
    },
    text('Aucun tarif n’est saisi dans les protocoles.', 'The protocols name no tariff.'),
  ),
];
