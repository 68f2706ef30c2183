import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkProtocol, writeCases } from '@relais/engine/protocol';
import type { FindingCode } from '@relais/engine/protocol';
import type { Protocol } from '@relais/model';
import type { Questionnaire, QuestionnaireItem } from '@relais/model/fhir';
import { alert, ask, code, green, illustrative, path, protocolOf, rule } from './support.ts';
import { readProtocol } from './shipped.ts';
import type { ShippedProtocol } from './shipped.ts';

interface Seeded {
  readonly fault: string;
  readonly protocol: ShippedProtocol;
  readonly seed: (protocol: Protocol) => Protocol;
  readonly code: FindingCode;
  readonly path: string;
  /** What the counter-example says, by linkId; absent where no answers show the fault. */
  readonly differs?: Readonly<Record<string, string>>;
}

type Rule = Protocol['rules'][number];

const changeRule =
  (id: string, change: Partial<Rule> | undefined) =>
  (protocol: Protocol): Protocol => ({
    ...protocol,
    rules: protocol.rules.flatMap((rule) => (rule.id === id ? (change ? [{ ...rule, ...change }] : []) : [rule])),
  });

/** Changes an item of the questionnaire; without a change it is left out. */
const changeItem =
  (linkId: string, change: Partial<QuestionnaireItem> | undefined) =>
  (protocol: Protocol): Protocol => {
    const questionnaire = protocol.questionnaire as Questionnaire;
    const item = (questionnaire.item ?? []).flatMap((one) =>
      one.linkId === linkId ? (change ? [{ ...one, ...change }] : []) : [one],
    );
    return { ...protocol, questionnaire: { ...questionnaire, item } as Protocol['questionnaire'] };
  };

const sayOfItem =
  (linkId: string, said: Partial<Protocol['items'][number]>) =>
  (protocol: Protocol): Protocol => ({
    ...protocol,
    items: protocol.items.map((item) => (item.linkId === linkId ? { linkId, ...illustrative, ...said } : item)),
  });

const both =
  (...seeds: ((protocol: Protocol) => Protocol)[]) =>
  (protocol: Protocol): Protocol =>
    seeds.reduce((changed, seed) => seed(changed), protocol);

const seeded: readonly Seeded[] = [
  {
    fault: 'a rapid test whose expiry is asked for nowhere',
    protocol: 'odynophagie',
    seed: sayOfItem('od.trod', { rapidTest: { lot: 'od.trod.lot', expiry: 'od.trod.until' } }),
    code: 'reference-unknown',
    path: 'items/od.trod',
  },
  {
    fault: 'a rapid test whose expiry is no date',
    protocol: 'odynophagie',
    seed: changeItem('od.trod.expiry', { type: 'string' }),
    code: 'type-mismatch',
    path: 'items/od.trod',
  },
  {
    fault: 'a question that is asked twice under one name',
    protocol: 'pollakiurie',
    seed: (protocol) => {
      const { item } = protocol.questionnaire;
      const twice = item.flatMap((one) => (one.linkId === 'pk.days' ? [one, one] : [one]));
      return { ...protocol, questionnaire: { ...protocol.questionnaire, item: twice } };
    },
    code: 'questionnaire-invalid',
    path: 'questionnaire/pk.days',
  },
  {
    fault: 'a rule that reads a question nobody asks',
    protocol: 'odynophagie',
    seed: changeRule('2b', { when: `${path('od.douleur')} = false` }),
    code: 'item-unknown',
    path: 'rules/2b',
  },
  {
    fault: 'a rule that waits for an answer that is not proposed',
    protocol: 'pollakiurie',
    seed: changeRule('6', { when: `${path('pk.dip')}.code = 'negative'` }),
    code: 'option-unknown',
    path: 'rules/6',
  },
  {
    fault: 'a yes or no compared with a number',
    protocol: 'entorse-cheville',
    seed: changeRule('9', { when: `${path('ec.fever')} > 38` }),
    code: 'type-mismatch',
    path: 'rules/9',
  },
  {
    fault: 'an age both below and above its bounds',
    protocol: 'odynophagie',
    seed: changeRule('3', { when: `${path('od.age')} < %minAge and ${path('od.age')} > %maxAge` }),
    code: 'rule-never-holds',
    path: 'rules/3',
  },
  {
    fault: 'a rule that holds for everybody',
    protocol: 'entorse-cheville',
    seed: changeRule('3', { when: `${path('ec.pain')} >= 0` }),
    code: 'rule-always-holds',
    path: 'rules/3',
  },
  {
    fault: 'a test without a clear result from which nothing follows',
    protocol: 'odynophagie',
    seed: changeRule('9', undefined),
    code: 'no-outcome',
    path: 'rules',
    differs: { 'od.trod': 'non concluant' },
  },
  {
    fault: 'a question that rules read and nobody has to answer',
    protocol: 'odynophagie',
    seed: changeItem('od.rf.immuno', { required: false }),
    code: 'green-unanswered',
    path: 'questionnaire/od.rf.immuno',
    differs: { 'od.rf.immuno': 'sans réponse' },
  },
  {
    fault: 'a strip that was not done taken for a positive one',
    protocol: 'pollakiurie',
    seed: both(
      sayOfItem('pk.dip', { unknown: [] }),
      changeRule('5', { when: `${path('pk.dip')}.code != 'negatif' and ${path('pk.dip')}.code != 'un-seul'` }),
    ),
    code: 'green-unknown',
    path: 'questionnaire/pk.dip',
    differs: { 'pk.dip': 'non réalisée' },
  },
  {
    fault: 'a sign of gravity that is asked in some cases only',
    protocol: 'bronchiolite',
    seed: changeItem('br.cyan', { enableWhen: [{ question: 'br.pause', operator: '=', answerBoolean: true }] }),
    code: 'urgent-masked',
    path: 'questionnaire/br.cyan',
    differs: {},
  },
  {
    fault: 'an urgency that the answer which stops silences',
    protocol: 'pollakiurie',
    seed: changeRule('2', {
      when: `(${path('pk.bp')} = true or ${path('pk.rr')} = true) and ${path('pk.sex')}.code = 'femme'`,
    }),
    code: 'urgent-masked',
    path: 'rules/2',
    differs: { 'pk.sex': 'homme', 'pk.rr': 'oui' },
  },
  {
    fault: 'a dose by weight without the weight',
    protocol: 'odynophagie',
    seed: changeItem('od.weight', { required: false }),
    code: 'prescription-without-dose',
    path: 'rules/7-enfant',
    differs: { 'od.trod': 'positif' },
  },
  {
    fault: 'a dose made of a weight that is not likely',
    protocol: 'odynophagie',
    seed: changeRule('g4', undefined),
    code: 'prescription-without-dose',
    path: 'rules/7-enfant',
    differs: { 'od.trod': 'positif', 'od.weight': '0 kg' },
  },
  {
    fault: 'an antibiotic without the positive strip',
    protocol: 'pollakiurie',
    seed: both(changeRule('6', undefined), changeRule('5', { when: `${path('pk.dip')}.code in ('++' | 'negatif')` })),
    code: 'prescription-without-finding',
    path: 'rules/5',
    differs: { 'pk.dip': 'négatif' },
  },
  {
    fault: 'an age that begins above its end',
    protocol: 'entorse-cheville',
    seed: (protocol) => ({
      ...protocol,
      parameters: protocol.parameters.map((one) => (one.name === 'minAge' ? { ...one, value: 60 } : one)),
    }),
    code: 'dates-incoherent',
    path: 'parameters/minAge',
  },
  {
    fault: 'a season that ends before it begins',
    protocol: 'bronchiolite',
    seed: (protocol) => ({
      ...protocol,
      activation: [{ reason: 'season', text: 'Hiver', validFrom: '2027-03-15', validTo: '2026-10-15' }],
    }),
    code: 'dates-incoherent',
    path: 'activation/0',
  },
  {
    fault: 'a profession that is named and has no regime any more',
    protocol: 'pollakiurie',
    seed: (protocol) => ({
      ...protocol,
      regimes: protocol.regimes.map((one) => (one.profession === 'nurse' ? { ...one, validTo: '2025-01-01' } : one)),
    }),
    code: 'regime-missing',
    path: 'regimes/nurse',
  },
  {
    fault: 'an alert to who delegates where nobody does',
    protocol: 'icope-fragilite',
    seed: changeRule('3', { action: { kind: 'alert', recipient: 'delegator', text: 'Appeler le délégant' } }),
    code: 'recipient-absent',
    path: 'rules/3',
  },
  {
    fault: 'a saturation that may be above 100 %',
    protocol: 'bronchiolite',
    seed: changeItem('br.spo2', {
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit', valueCoding: { code: '%', display: '%' } },
      ],
    }),
    code: 'limits-missing',
    path: 'questionnaire/br.spo2',
  },
  {
    fault: 'a threshold that the limits of its question refuse',
    protocol: 'entorse-cheville',
    seed: changeRule('3', { when: `${path('ec.pain')} > 60` }),
    code: 'limits-incoherent',
    path: 'questionnaire/ec.pain',
  },
  {
    fault: 'a temperature taken at its word however unlikely',
    protocol: 'pollakiurie',
    seed: sayOfItem('pk.temp', {}),
    code: 'likely-missing',
    path: 'questionnaire/pk.temp',
  },
  {
    fault: 'no last question for any other worry',
    protocol: 'odynophagie',
    seed: both(changeItem('od.other', undefined), changeRule('autre-motif', undefined)),
    code: 'closing-item-missing',
    path: 'questionnaire',
  },
  {
    fault: 'a rule beyond what can be decided',
    protocol: 'entorse-cheville',
    seed: changeRule('9', { when: `${path('ec.when')} > today()` }),
    code: 'not-proven',
    path: 'rules/9',
  },
];

describe('A fault in a shipped protocol', () => {
  for (const { fault, protocol, seed, code, path: where, differs } of seeded) {
    it(`is found: ${fault}`, () => {
      const { proven, accepted, findings } = checkProtocol(seed(readProtocol(protocol)));
      const found = findings.find((one) => one.code === code && one.path === where);
      assert.ok(found, findings.map((one) => `${one.code} ${one.path}`).join('\n'));
      assert.deepEqual(found.counterExample?.differs, differs);
      assert.deepEqual([proven, accepted], [false, false]);
    });
  }

  it('is told to a doctor in French, without a code of ours', () => {
    const told = seeded.flatMap(({ protocol, seed }) =>
      checkProtocol(seed(readProtocol(protocol))).findings.map(({ words }) => words),
    );
    const codes = told.filter((words) =>
      /\b(nurse|pharmacist|duplicate|unknown|value|null|undefined)\b|\d{4}-\d\d-\d\d/.test(words),
    );
    assert.deepEqual(codes, []);
    assert.ok(
      told.includes(
        'La profession «\u00a0infirmier\u00a0» est nommée et n’a aucun régime d’exercice au 1er novembre 2026.',
      ),
    );
    assert.ok(told.includes('La fin (15 octobre 2026) précède le début (15 mars 2027).'));
  });

  it('is one fault, not many', () => {
    const extra = seeded.filter(
      ({ protocol, seed }) => checkProtocol(seed(readProtocol(protocol))).findings.length > 4,
    );
    assert.deepEqual(
      extra.map(({ fault }) => fault),
      [],
    );
  });
});

describe('A search that would be too long', () => {
  it('is told as not proven, where a choice has too many options to combine', () => {
    const options = Array.from({ length: 7 }, (_, index) => `o${index}`);
    const many = ask('m', 'choice', { repeats: true, options });
    const rules = options.map((one) => rule(one, `${code('m')} contains '${one}'`, alert));
    const { findings, accepted } = checkProtocol(protocolOf([many], [...rules, rule('fin', undefined, green)]));
    const told = findings.filter(({ code: name }) => name === 'not-proven').map(({ path: where }) => where);
    assert.deepEqual([told, accepted], [['questionnaire/m'], false]);
  });
});

describe('A search that would never end', () => {
  it('stops at its bound, and is told as not proven', () => {
    const names = Array.from({ length: 24 }, (_, index) => `q${index}`);
    const odd = names.map((name) => `(${path(name)} = true)`).join(' xor ');
    const rules = [rule('impair', odd, green), rule('pair', `(${odd}).not()`, green)];
    const { findings, search } = checkProtocol(
      protocolOf(
        names.map((name) => ask(name, 'boolean')),
        rules,
      ),
    );
    assert.ok(search.evaluations > search.most);
    assert.ok(findings.some(({ code: name, path: where }) => name === 'not-proven' && where === 'rules'));
    assert.ok(findings.every(({ severity }) => severity === 'unproven'));
  });
});

describe('A number that is calculated from answers', () => {
  const calculated = (expression: string) => ({
    url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
    valueExpression: { language: 'text/fhirpath', expression },
  });
  const minimum = { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 0 };
  const bmi = (expression: string) =>
    changeItem('os.bmi', { extension: [minimum, calculated(expression)] })(readProtocol('osteoporose'));

  it('is followed back to answers that make it so', async () => {
    const protocol = readProtocol('osteoporose');
    const { cases } = await writeCases(protocol, () => 0);
    const thin = cases.find(({ shows }) => shows.includes('18,9 kg/m²'));
    assert.deepEqual(Object.keys(thin?.differs ?? {}), ['os.weight', 'os.height']);
    assert.deepEqual(thin?.expected.rules, ['5']);
  });

  it('makes its rules not proven when no answers make it what they compare it with', () => {
    const { findings, accepted } = checkProtocol(bmi(`${path('os.weight')} + 20`));
    const unproven = findings.filter(({ severity }) => severity === 'unproven').map(({ path: where }) => where);
    assert.deepEqual(unproven, ['rules/5', 'rules/5-sinon']);
    assert.equal(accepted, false);
  });

  it('makes them so too when it is calculated in another way than by arithmetic', () => {
    const { proven } = checkProtocol(bmi(`${path('os.weight')}.power(2)`));
    assert.equal(proven, false);
  });

  it('makes them so too when rules read what it is made of', () => {
    const protocol = readProtocol('osteoporose');
    const heavy = rule('lourd', `${path('os.weight')} > 200`, alert);
    const { findings } = checkProtocol({ ...protocol, rules: [heavy, ...protocol.rules] });
    assert.ok(findings.some(({ code: name, path: where }) => name === 'not-proven' && where === 'rules/5'));
  });
});

describe('A rule that cannot be proven', () => {
  const unproven = changeRule('9', { when: `${path('ec.when')} > today()` });
  const signed = changeRule('9', {
    when: `${path('ec.when')} > today()`,
    signed: { by: 'Dre Anne Durand', role: 'Médecin', on: '2026-11-02' },
  });

  it('is accepted when a doctor has signed it by name, and never said to be proven', () => {
    assert.equal(checkProtocol(unproven(readProtocol('entorse-cheville'))).accepted, false);
    const { accepted, proven } = checkProtocol(signed(readProtocol('entorse-cheville')));
    assert.deepEqual([accepted, proven], [true, false]);
  });

  it('may be the only one that gives an outcome, and is signed for that too', () => {
    const when = `${path('ec.when')} <= today()`;
    const [bare, named] = [
      changeRule('8', { when }),
      changeRule('8', { when, signed: { by: 'Dre Anne Durand', role: 'Médecin', on: '2026-11-02' } }),
    ];
    const { findings, accepted } = checkProtocol(bare(readProtocol('entorse-cheville')));
    assert.deepEqual(
      findings.map(({ code: name, path: where, severity }) => [name, where, severity]),
      [
        ['not-proven', 'rules/8', 'unproven'],
        ['no-outcome', 'rules/8', 'unproven'],
      ],
    );
    assert.equal(accepted, false);
    assert.equal(checkProtocol(named(readProtocol('entorse-cheville'))).accepted, true);
  });

  it('excuses no fault of another rule', () => {
    const faulty = both(signed, changeRule('2b', undefined));
    assert.equal(checkProtocol(faulty(readProtocol('entorse-cheville'))).accepted, false);
  });
});
