import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseAnswer } from '@relais/model';
import { readProtocol } from './shipped.ts';
import type { SheetProtocol } from './shipped.ts';
import { judge } from './support.ts';

type Answers = Readonly<Record<string, CaseAnswer>>;

/** Somebody for whom nothing worries. */
const well: Record<SheetProtocol, Answers> = {
  odynophagie: {
    ...no(
      'od',
      'cough',
      'nodes',
      'tonsil',
      'rf.trismus',
      'rf.breath',
      'rf.neck',
      'rf.state',
      'rf.immuno',
      'rf.raa',
      'other',
    ),
    'od.age': 30,
    'od.pain': true,
    'od.temp': 37,
    'od.aspect': 'erythemateuse',
    'od.allergy': 'non',
  },
  pollakiurie: {
    ...no(
      'pk',
      'fever.reported',
      'flank',
      'gi',
      'bp',
      'rr',
      'tract',
      'immuno',
      'renal',
      'recurrent',
      'fq',
      'blood',
      'vaginal',
      'other',
    ),
    'pk.sex': 'femme',
    'pk.age': 40,
    'pk.symptoms': true,
    'pk.temp': 37,
    'pk.pregnant': 'non',
    'pk.comm': true,
    'pk.dip': '++',
  },
  'entorse-cheville': {
    ...no(
      'ec',
      'poly',
      'wound',
      'axis',
      'vasc',
      'noload24',
      'latMal',
      'medMal',
      'base5',
      'navic',
      'cognition',
      'fever',
      'other',
    ),
    'ec.age': 30,
    'ec.mechanism': true,
    'ec.pain': 4,
    'ec.step.now': true,
    'ec.step.then': true,
    'ec.zone': ['malleolaire'],
    'ec.thrombo': 'non',
  },
  osteoporose: {
    ...no('os', 'heightLoss', 'cortico', 'meno', 'parent', 'tx', 'pain', 'other'),
    'os.sex': 'femme',
    'os.age': 60,
    'os.weight': 60,
    'os.height': 160,
    'os.fracture': 'non',
    'os.prev': 'non',
  },
  'insuffisance-cardiaque-epof': {
    ...no('ic', 'chest', 'other'),
    'ic.e': 'non',
    'ic.p': 'non',
    'ic.o': 'non',
    'ic.f': 'non',
    'ic.known': 'non',
  },
  'icope-fragilite': {
    ...no('icp', 'memWorse', 'weightLoss', 'appetite', 'vision', 'hearing', 'mood', 'interest', 'other'),
    'icp.words': 3,
    'icp.year': 'correct',
    'icp.month': 'correct',
    'icp.weekday': 'correct',
    'icp.chair': 'oui',
  },
  bronchiolite: {
    ...no('br', 'prem', 'comorb', 'state', 'pause', 'shallow', 'effort', 'spo2.na', 'cyan', 'feed', 'context', 'other'),
    'br.age': 6,
    'br.first': true,
    'br.rr': 40,
    'br.hr': 120,
    'br.spo2': 98,
    'br.cleared': true,
  },
};

function no(prefix: string, ...names: string[]): Answers {
  return Object.fromEntries(names.map((name) => [`${prefix}.${name}`, false]));
}

const streptococcal = { 'od.temp': 39, 'od.nodes': true, 'od.tonsil': true, 'od.trod': 'positif' };
const positive = { 'od.trod': 'positif' };

/** What the sheets say, read by hand: answers that differ from somebody well, and the rule that decides. */
const read: [SheetProtocol, what: string, differs: Answers, level: string, decidedBy?: string, target?: string][] = [
  ['odynophagie', 'no test below a score of 2 in an adult', { 'od.cough': true }, 'outcome', '8'],
  ['odynophagie', 'a test from a score of 2 in an adult', { 'od.nodes': true }, 'incomplete'],
  ['odynophagie', 'a test for every child under 15', { 'od.age': 14, 'od.cough': true }, 'incomplete'],
  ['odynophagie', 'one point less from 45', { 'od.age': 45, 'od.nodes': true }, 'outcome', '8'],
  ['odynophagie', '38 °C is no fever', { 'od.temp': 38, 'od.cough': true, 'od.nodes': true }, 'outcome', '8'],
  ['odynophagie', 'above 38 °C is one', { 'od.temp': 38.1, 'od.cough': true, 'od.nodes': true }, 'incomplete'],
  ['odynophagie', 'an antibiotic for an adult whose test is positive', streptococcal, 'outcome', '7-adulte'],
  [
    'odynophagie',
    'a call when the allergy is not known',
    { ...streptococcal, 'od.allergy': 'ne-sait-pas' },
    'alert',
    '7b',
  ],
  ['odynophagie', 'a call for a positive test nobody needed', { ...positive, 'od.cough': true }, 'alert', '7c'],
  ['odynophagie', 'the weight before the dose of a child', { ...positive, 'od.age': 8 }, 'incomplete'],
  ['odynophagie', 'a dose by weight for a child', { ...positive, 'od.age': 8, 'od.weight': 25 }, 'outcome', '7-enfant'],
  ['odynophagie', 'the doctor after 45', { 'od.age': 46 }, 'stop', '3', 'generalPractitioner'],
  [
    'odynophagie',
    'the 15 for a jaw that does not open, in spite of all',
    { ...streptococcal, 'od.age': 60, 'od.rf.trismus': true },
    'urgent',
    '1',
    'samu',
  ],
  ['odynophagie', 'a test not done is no test', { 'od.nodes': true, 'od.trod': 'non-realise' }, 'incomplete'],
  [
    'odynophagie',
    'a test not done matters to nobody who needs none',
    { 'od.cough': true, 'od.trod': 'non-realise' },
    'outcome',
    '8',
  ],

  ['pollakiurie', 'a prescription on a positive strip', {}, 'outcome', '5'],
  ['pollakiurie', 'a call on half a strip', { 'pk.dip': 'un-seul' }, 'alert', '5b'],
  ['pollakiurie', 'advice on a negative one', { 'pk.dip': 'negatif' }, 'alert', '6'],
  ['pollakiurie', 'nothing without a strip', { 'pk.dip': 'non-realisee' }, 'incomplete'],
  ['pollakiurie', 'an urgency under 36 °C', { 'pk.temp': 35.9 }, 'urgent', '1'],
  ['pollakiurie', 'none at 36 °C', { 'pk.temp': 36 }, 'outcome', '5'],
  ['pollakiurie', 'none at 38 °C', { 'pk.temp': 38 }, 'outcome', '5'],
  [
    'pollakiurie',
    'a man with a painful flank is an urgency first',
    { 'pk.sex': 'homme', 'pk.flank': true },
    'urgent',
    '1',
  ],
  ['pollakiurie', 'a pregnancy that is not excluded', { 'pk.pregnant': 'non-exclue' }, 'stop', '3'],
  ['pollakiurie', 'words that do not pass', { 'pk.comm': false }, 'stop', '3'],

  ['entorse-cheville', 'no picture without a sign', {}, 'outcome', '8'],
  ['entorse-cheville', 'a picture for a painful malleolus', { 'ec.latMal': true }, 'outcome', '6', 'imaging'],
  [
    'entorse-cheville',
    'a picture of the foot for its fifth metatarsal',
    { 'ec.zone': ['medio-pied'], 'ec.base5': true },
    'outcome',
    '6',
    'imaging',
  ],
  [
    'entorse-cheville',
    'a picture when no four steps could be made',
    { 'ec.step.now': false, 'ec.step.then': false },
    'outcome',
    '6',
    'imaging',
  ],
  ['entorse-cheville', 'a call when steps were possible only once', { 'ec.step.now': false }, 'alert', '5'],
  [
    'entorse-cheville',
    'a call for a sign outside its zone',
    { 'ec.zone': ['autre'], 'ec.medMal': true },
    'alert',
    '5b',
  ],
  [
    'entorse-cheville',
    'a call for no steps in no zone',
    { 'ec.zone': ['autre'], 'ec.step.now': false, 'ec.step.then': false },
    'alert',
    '5b',
  ],
  ['entorse-cheville', 'a call above a pain of 6', { 'ec.pain': 7 }, 'alert', '3'],
  ['entorse-cheville', 'a call when thrombosis is in doubt', { 'ec.thrombo': 'doute' }, 'alert', '4'],
  [
    'entorse-cheville',
    'no Ottawa for who does not understand',
    { 'ec.cognition': true, 'ec.latMal': true },
    'stop',
    '7',
  ],
  [
    'entorse-cheville',
    'a cold foot goes to the emergency department',
    { 'ec.vasc': true, 'ec.fever': true },
    'urgent',
    '1',
    'emergency',
  ],

  ['osteoporose', 'nothing indicated', {}, 'outcome', '5-sinon'],
  ['osteoporose', 'indicated at 65 for a woman', { 'os.age': 65 }, 'outcome', '5'],
  ['osteoporose', 'not yet at 65 for a man', { 'os.age': 65, 'os.sex': 'homme' }, 'outcome', '5-sinon'],
  ['osteoporose', 'indicated by weight and height', { 'os.weight': 48 }, 'outcome', '5'],
  ['osteoporose', 'not needed within two years', { 'os.age': 65, 'os.prev': 'oui-moins-de-2-ans' }, 'stop', '2'],
  ['osteoporose', 'the doctor first after a vertebra', { 'os.fracture': 'vertebre-ou-femur' }, 'alert', '1'],

  ['insuffisance-cardiaque-epof', 'no sign', {}, 'outcome', '8'],
  ['insuffisance-cardiaque-epof', 'one sign asks since when', { 'ic.f': 'oui' }, 'incomplete'],
  ['insuffisance-cardiaque-epof', 'one old sign', { 'ic.f': 'oui', 'ic.onset': 'plus' }, 'outcome', '7'],
  [
    'insuffisance-cardiaque-epof',
    'one recent sign',
    { 'ic.f': 'oui', 'ic.onset': '15-jours-a-2-mois' },
    'alert',
    '6',
    'attendingDoctor',
  ],
  [
    'insuffisance-cardiaque-epof',
    'two recent signs',
    { 'ic.f': 'oui', 'ic.o': 'oui', 'ic.onset': 'moins-de-15-jours' },
    'alert',
    '4',
  ],
  [
    'insuffisance-cardiaque-epof',
    'a known failure and one sign',
    { 'ic.known': 'oui', 'ic.f': 'oui', 'ic.onset': 'plus' },
    'alert',
    '3',
  ],
  ['insuffisance-cardiaque-epof', 'short of breath lying down', { 'ic.e': 'couche', 'ic.onset': 'plus' }, 'alert', '2'],
  ['insuffisance-cardiaque-epof', 'a pulse above 130', { 'ic.hr': 131 }, 'urgent', '1', 'samu'],
  ['insuffisance-cardiaque-epof', 'a pulse of 130', { 'ic.hr': 130 }, 'outcome', '8'],

  ['icope-fragilite', 'nothing altered', {}, 'outcome', '4'],
  ['icope-fragilite', 'the day of the month alone is banal', { 'icp.monthday': 'erreur' }, 'outcome', '4'],
  ['icope-fragilite', 'the day of the week is not', { 'icp.weekday': 'erreur' }, 'alert', '1-jour'],
  ['icope-fragilite', 'a chair not tried counts as altered', { 'icp.chair': 'non-tente' }, 'alert', '3'],
  [
    'icope-fragilite',
    'dark thoughts stand even if the mood is taken back',
    { 'icp.phq9': 'plusieurs-jours' },
    'urgent',
    '5b',
  ],

  ['bronchiolite', 'advice', {}, 'outcome', '6'],
  ['bronchiolite', 'the 15 under 92 %', { 'br.spo2': 91 }, 'urgent', '1', 'samu'],
  ['bronchiolite', 'advice at 92 %', { 'br.spo2': 92 }, 'outcome', '6'],
  ['bronchiolite', 'gravity above 60 breaths', { 'br.rr': 61 }, 'urgent', '2', 'emergency'],
  ['bronchiolite', 'a call before two months', { 'br.age': 1 }, 'alert', '3'],
  ['bronchiolite', 'a child born early may be younger than nothing', { 'br.age': -4 }, 'alert', '3'],
  ['bronchiolite', 'the doctor from twelve months', { 'br.age': 12 }, 'stop', '4'],
  ['bronchiolite', 'nothing before the nose is cleared', { 'br.cleared': false }, 'incomplete'],
  ['bronchiolite', 'urgency all the same', { 'br.cleared': false, 'br.cyan': true }, 'urgent', '1', 'samu'],
];

describe('What the sheets say', () => {
  for (const [name, what, differs, level, decidedBy, target] of read) {
    it(`${name}: ${what}`, () => {
      const verdict = judge(readProtocol(name), { ...well[name], ...differs });
      assert.deepEqual([verdict.level, verdict.decidedBy?.id], [level, decidedBy]);
      if (target) assert.equal(verdict.target, target);
    });
  }

  it('bronchiolite: a saturation that cannot be measured calls the doctor instead', () => {
    const { 'br.spo2': _, ...unmeasured } = well.bronchiolite;
    assert.deepEqual(judge(readProtocol('bronchiolite'), unmeasured).missing, ['br.spo2']);
    assert.equal(judge(readProtocol('bronchiolite'), { ...unmeasured, 'br.spo2.na': true }).decidedBy?.id, '5');
  });

  it('insuffisance-cardiaque-epof: the list has priority from three signs, or when it is known, and is not for the 15', () => {
    const lists = (differs: Answers): string[] =>
      judge(readProtocol('insuffisance-cardiaque-epof'), {
        ...well['insuffisance-cardiaque-epof'],
        'ic.onset': 'plus',
        ...differs,
      })
        .rules.map(({ id }) => id)
        .filter((id) => id.startsWith('liste'));
    const two = { 'ic.f': 'oui', 'ic.o': 'oui' };
    assert.deepEqual(lists({ 'ic.f': 'oui' }), []);
    assert.deepEqual(lists(two), ['liste']);
    assert.deepEqual(lists({ ...two, 'ic.p': 'oui' }), ['liste-prioritaire']);
    assert.deepEqual(lists({ ...two, 'ic.known': 'oui' }), ['liste-prioritaire']);
    assert.deepEqual(lists({ ...two, 'ic.chest': true }), []);
  });
});
