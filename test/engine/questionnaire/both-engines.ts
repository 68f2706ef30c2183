import { readForm } from '@relais/engine/questionnaire';
import { fullEngine } from '@relais/engine/questionnaire/fhirpath';
import type { FormItem } from '@relais/engine/questionnaire';
import { compile } from '../../../packages/engine/src/questionnaire/expressions/compile.ts';
import type { Scope } from '../../../packages/engine/src/questionnaire/expressions/compile.ts';
import { todayAt } from '../../../packages/engine/src/questionnaire/clock.ts';
import { jsonOf } from '../../../packages/engine/src/questionnaire/expressions/data.ts';
import { isInTree } from '../../../packages/engine/src/questionnaire/response-tree.ts';
import { answer, get, NOW, open, questionnaire } from './support.ts';

const weight = (value: number) => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/itemWeight', valueDecimal: value }],
});
const often = { code: 'often', system: 'urn:frequency', display: 'Souvent' };
const never = { code: 'never', system: 'urn:frequency', display: 'Jamais' };
const answerOption = [{ valueCoding: often, ...weight(3) }, { valueCoding: { ...never, ...weight(0) } }];

/** A form with something of everything, filled in part. */
function filledForm() {
  const source = questionnaire([
    {
      linkId: 'body',
      item: [
        { linkId: 'height', type: 'decimal' },
        { linkId: 'weight', type: 'decimal' },
        { linkId: 'pulse', type: 'integer' },
        { linkId: 'born', type: 'date' },
        { linkId: 'seen', type: 'dateTime' },
        { linkId: 'at', type: 'time' },
        { linkId: 'smokes', type: 'boolean', item: [{ linkId: 'packs', type: 'integer' }] },
        { linkId: 'note', type: 'string' },
        { linkId: 'nothing', type: 'string' },
      ],
    },
    { linkId: 'scale', item: ['sleep', 'worry'].map((linkId) => ({ linkId, type: 'choice', answerOption })) },
    {
      linkId: 'drug',
      repeats: true,
      item: [
        { linkId: 'name', type: 'string' },
        { linkId: 'dose', type: 'decimal' },
        { linkId: 'days', type: 'integer', repeats: true },
      ],
    },
    { linkId: 'empty', item: [{ linkId: 'inside', type: 'string' }] },
    { linkId: 'hidden', type: 'string', enableWhen: [{ question: 'pulse', operator: '<', answerInteger: 10 }] },
    { linkId: 'dose-q', type: 'quantity' },
  ]);
  const form = open(source);
  const values: Record<string, unknown> = {
    height: 172.5,
    weight: 0.3,
    pulse: 72,
    born: '1984-02-29',
    seen: '2026-11-09T08:15:00+01:00',
    at: '14:30:00',
  };
  for (const [linkId, value] of Object.entries({
    ...values,
    smokes: true,
    packs: 2,
    note: 'Ça va',
    sleep: often,
    worry: never,
    hidden: 'x',
  })) {
    answer(form, linkId, value);
  }
  form.addRepetition(get(form, 'drug'));
  answer(form, 'name', 'aspirine', 0);
  answer(form, 'dose', 0.1, 0);
  answer(form, 'days', [1, 3, 3], 0);
  answer(form, 'name', 'codéine', 1);
  answer(form, 'dose', 0.2, 1);
  // The third says the same as the second.
  form.addRepetition(get(form, 'drug'));
  answer(form, 'name', 'codéine', 2);
  answer(form, 'dose', 0.2, 2);
  return form;
}

const patient = {
  resourceType: 'Patient',
  id: 'p',
  active: true,
  gender: 'female',
  birthDate: '1984-02-29',
  name: [
    { use: 'official', family: 'Durand', given: ['Anne', 'Lise'] },
    { use: 'usual', family: 'Martin', given: ['Nan'] },
  ],
  telecom: [
    { system: 'phone', use: 'mobile', value: '06' },
    { system: 'email', value: 'a@b.fr' },
  ],
  generalPractitioner: [{ reference: 'Practitioner/1' }],
  multipleBirthInteger: 2,
};

const claim = { resourceType: 'Claim', item: [{ sequence: 1, servicedDate: '2026-01-02' }] };

/** What both engines give for an expression on an item: JSON, or `error`; `refused` when the subset leaves it alone. */
export function both(source: string, linkId = ''): { own: unknown; full: unknown } {
  const form = filledForm();
  const item: FormItem = linkId ? get(form, linkId) : form.root;
  const { root, questionnaire: json } = readForm(form.questionnaire);
  const definition = item.definition;
  const top = form.root.definition;
  const names: Record<string, unknown[]> = { patient: [patient], claim: [claim] };
  const shape = { kind: 'json' as const, items: [], within: root };
  const scope: Scope = {
    at: definition,
    root: top,
    questionnaire: json,
    variable: (name) => (names[name] ? { name, shape, rule: undefined, value: () => names[name] ?? [] } : undefined),
  };
  const today = () => todayAt(NOW, 'Europe/Paris');
  const program = compile(source, scope);
  const self = !item.parent || isInTree(item) ? [item] : [];
  const run = program.run;
  const own = run
    ? attempt(() => run({ item, self, now: () => NOW, today }).map(jsonOf))
    : `refused: ${program.refusal ?? ''}`;
  const full = attempt(() => fullEngine.toJson(fullEngine.compile(source).evaluate(item, names, today)));
  return { own: simple(own), full: simple(full) };
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    return 'error';
  }
}

/** Items as their linkId, so that both trees compare. */
function simple(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((part: unknown) => {
    // `fhirpath` writes the sum of a dateTime in UTC.
    if (typeof part === 'string' && /T.*([+-]\d\d:\d\d|Z)$/.test(part)) return new Date(part).toISOString();
    if (typeof part !== 'object' || part === null) return part;
    if ('linkId' in part) return `item ${String(part.linkId)}`;
    if ('question' in part || Object.keys(part).some((key) => key.startsWith('value') && key.length > 5))
      return 'answer';
    return JSON.parse(JSON.stringify(part)) as unknown;
  });
}

const paths = [
  `%resource.item.where(linkId='body').item.where(linkId='height').answer.value`,
  `%resource.repeat(item).where(linkId='height').answer.value`,
  `%resource.descendants().where(linkId='packs').answer.value`,
  `%resource.repeat(item).where(linkId='packs').answer.value`,
  `%resource.item.item.where(linkId='pulse').answer.valueInteger`,
  `item.where(linkId='body').item.answer.count()`,
  `QuestionnaireResponse.item.where(linkId='drug').item.where(linkId='name').answer.value`,
  `%context.item.where(linkId = 'drug').count()`,
  `%resource.item[0].item[2].answer.value`,
  `%resource.item[1].linkId`,
  `%resource.item.linkId`,
  `%resource.repeat(item).linkId`,
  `%resource.item.where(linkId='empty').exists()`,
  `%resource.item.where(linkId='hidden').exists()`,
  `%resource.repeat(item).where(linkId='nothing').exists()`,
  `%resource.item.where(linkId != 'body' and linkId != 'scale').linkId`,
  `%resource.item.where(linkId in ('drug' | 'scale')).item.linkId`,
  `%resource.item.where(linkId='drug').first().item.where(linkId='name').answer.value`,
  `%resource.item.where(linkId='drug').last().item.where(linkId='name').answer.value`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value`,
  `%resource.item.where(linkId='drug')[1].item.answer.value.count()`,
  `%resource.repeat(item).where(linkId='smokes').answer.item.answer.value`,
  `%resource.item.where(item.where(linkId='dose').answer.value > 0.15).item.where(linkId='name').answer.value`,
  `%resource.repeat(item).where(answer.value = 72).linkId`,
  `%resource.item.select(item.count())`,
  `%resource.item.where(linkId='scale').item.answer.value.code`,
  `%resource.item.where(linkId='scale').item.answer.value.ofType(Coding).display`,
  `%resource.status`,
];

const functions = [
  `%resource.item.where(linkId='scale').item.answer.value.weight().sum()`,
  `%resource.item.where(linkId='scale').item.answer.value.ordinal().max()`,
  `%resource.item.where(linkId='scale').item.answer.weight()`,
  `%resource.item.where(linkId='scale').item.answer.value.weight().aggregate($this + $total, 0)`,
  `%resource.item.where(linkId='drug').item.where(linkId='dose').answer.value.sum()`,
  `%resource.item.where(linkId='drug').item.where(linkId='dose').answer.value.avg()`,
  `%resource.item.where(linkId='drug').item.where(linkId='dose').answer.value.min()`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.distinct()`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.isDistinct()`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.tail()`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.skip(1).take(1)`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.all($this > 0)`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.exists($this > 2)`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.select($this * 2)`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.where($index > 0)`,
  `%resource.item.where(linkId='drug').item.where(linkId='days').answer.value.aggregate($this * 2 + $total, 1)`,
  `%resource.item.where(linkId='drug').item.where(linkId='name').answer.value.join(', ')`,
  `%resource.repeat(item).where(linkId='nothing').answer.value.sum()`,
  `%resource.repeat(item).where(linkId='nothing').answer.value.empty()`,
  `%resource.repeat(item).where(linkId='pulse').answer.value.hasValue()`,
  `%resource.repeat(item).where(linkId='pulse').answer.hasValue()`,
  `iif(%resource.repeat(item).where(linkId='smokes').answer.value, 'fume', 'non')`,
  `iif(%resource.repeat(item).where(linkId='nothing').answer.value.exists(), 1)`,
  `%resource.repeat(item).where(linkId='smokes').answer.value.not()`,
  `(1 | 2 | 2 | 3).count()`,
  `(1 | 2).union(2 | 5)`,
  `(1 | 2).combine(2 | 5)`,
  `(true | false).anyTrue()`,
  `(true | true).allTrue()`,
  `(1 | 2 | 3).single()`,
  `5.single()`,
];

const arithmetic = [
  `0.1 + 0.2`,
  `0.1 * 3`,
  `7 / 2`,
  `7 div 2`,
  `7 mod 2`,
  `-7 div 2`,
  `5 / 0`,
  `1 - 0.9`,
  `2.345.round(2)`,
  `(-1.5).round(0)`,
  `1.005.round(2)`,
  `24.7249.round(1)`,
  `2.power(10)`,
  `2.power(0.5)`,
  `9.sqrt()`,
  `100.ln()`,
  `16.log(2)`,
  `1.exp()`,
  `0.ln()`,
  `(-1).ln()`,
  `0.ln().exists()`,
  `0.ln() < 1`,
  `(0.ln() + 1).exists()`,
  `0.log(10)`,
  `10.log(0)`,
  `10.log(1)`,
  `0.power(-1)`,
  `(-8).power(0.5)`,
  `1000.exp()`,
  `10.power(400)`,
  `10.power(300) * 10.power(300)`,
  `(-3.7).abs()`,
  `3.2.ceiling()`,
  `3.8.floor()`,
  `3.8.truncate()`,
  `-3 + 2`,
  `{} + 1`,
  `'a' + 'b'`,
  `'a' & {}`,
  `'a' + {}`,
  `'n' & 'm'`,
  `1 & 'm'`,
  `today() & 'm'`,
  `1 + 'a'`,
  `(72.5 / (1.72 * 1.72)).round(1)`,
  `%resource.repeat(item).where(linkId='weight').answer.value / (%resource.repeat(item).where(linkId='height').answer.value / 100).power(2)`,
  `%resource.repeat(item).where(linkId='pulse').answer.value + 0.5`,
];

const comparisons = [
  `1 < 2 and 2 < 3`,
  `1 = 1.0`,
  `'a' < 'b'`,
  `'a' = 'A'`,
  `{} = 1`,
  `{} and false`,
  `{} or true`,
  `{} or false`,
  `true xor false`,
  `false implies {}`,
  `true implies {}`,
  `{} implies true`,
  `true and 'x'`,
  `3 in (1 | 2 | 3)`,
  `(1 | 2) contains 2`,
  `{} in (1 | 2)`,
  `1 != 2`,
  `(1 | 2) = (1 | 2)`,
  `(1 | 2) = (2 | 1)`,
  `1 = 'a'`,
  `1 < 'a'`,
  `true = 'true'`,
  `%resource.repeat(item).where(linkId='pulse').answer.value > 70 and %resource.repeat(item).where(linkId='smokes').answer.value`,
  `%resource.repeat(item).where(linkId='sleep').answer.value.code = 'often'`,
  `%resource.repeat(item).where(linkId='sleep').answer.value.code in ('often' | 'always')`,
  `%resource.repeat(item).where(linkId='sleep').answer.value = %resource.repeat(item).where(linkId='sleep').answer.value`,
  `%resource.repeat(item).where(linkId='nothing').answer.value = 'x'`,
];

const dates = [
  `today()`,
  `now()`,
  `timeOfDay()`,
  `today() - 18 years`,
  `today() + 7 days`,
  `@2024-02-29 + 1 year`,
  `@2024-01-31 + 1 month`,
  `@2024-03-31 - 1 month`,
  `@2024-12-31 + 1 week`,
  `@2024 + 2 years`,
  `@2024-05 + 13 months`,
  `@2024 + 24 months`,
  `@2024-05-06 + 36 hours`,
  `@2026-11-09T08:00:00+01:00 + 90 minutes`,
  `@2026-11-09T08:00:00+01:00 + 1 day`,
  `@2026-11-09T23:59:59.500Z + 1 second`,
  `%resource.repeat(item).where(linkId='born').answer.value`,
  `%resource.repeat(item).where(linkId='born').answer.value <= today() - 18 years`,
  `%resource.repeat(item).where(linkId='born').answer.value + 1 year`,
  `%resource.repeat(item).where(linkId='seen').answer.value < now()`,
  `%resource.repeat(item).where(linkId='at').answer.value > @T12:00:00`,
  `%resource.repeat(item).where(linkId='born').answer.value = @1984-02-29`,
  `@2020 < @2021-05`,
  `@2020 < @2020-05`,
  `@2020-05-01 = @2020-05`,
  `@2020-05-01T10:00:00Z = @2020-05-01T11:00:00+01:00`,
  `today().toString().substring(0, 4).toInteger() - %resource.repeat(item).where(linkId='born').answer.value.toString().substring(0, 4).toInteger()`,
  `@2020-01-01 > 'x'`,
];

const texts = [
  `'Bonjour'.substring(3)`,
  `'Bonjour'.substring(0, 3)`,
  `'Bonjour'.substring(9)`,
  `'Bonjour'.startsWith('Bon')`,
  `'Bonjour'.endsWith('jour')`,
  `'Bonjour'.contains('nj')`,
  `'Bonjour'.indexOf('j')`,
  `'Bonjour'.length()`,
  `'Bonjour'.upper()`,
  `'ÉTÉ'.lower()`,
  `'  a '.trim()`,
  `'a-b-c'.replace('-', '+')`,
  `'A1B 2C3'.matches('^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$')`,
  `'12'.toInteger()`,
  `'x'.toInteger()`,
  `'1.50'.toDecimal()`,
  `true.toInteger()`,
  `12.toString()`,
  `1.5.toString()`,
  `true.toString()`,
  `today().toString()`,
  `'l\\'été \\u00e9'`,
  `%resource.repeat(item).where(linkId='note').answer.value.length()`,
  `%resource.repeat(item).where(linkId='note').answer.value & '!'`,
  `%resource.item.where(linkId='nowhere').answer.value.join(', ')`,
];

const resources = [
  `%patient.name.first().family`,
  `%patient.name.where(use = 'usual').given.first()`,
  `%patient.name.first().given.join(' ') + ' ' + %patient.name.first().family`,
  `%patient.telecom.where(system = 'phone' and use = 'mobile').value`,
  `%patient.gender = 'female'`,
  `%patient.active`,
  `%patient.birthDate`,
  `%patient.multipleBirth`,
  `%patient.telecom.select(iif(system = 'phone', 'tél. ' & value, value))`,
  `%patient.name.select(given.first() + ' ' + family)`,
  `%patient.name.exists(use = 'old')`,
  `%patient.contact.name.family`,
  `%patient.name.given.where($this in ('Anne' | 'Nan'))`,
  `%questionnaire.title`,
  `%questionnaire.item.where(linkId = 'body').item.count()`,
  `%ucum`,
];

/** `repeat` and what unites count once what is equal; nothing else does. */
const duplicates = [
  `%resource.repeat(item).where(linkId='dose').answer.value.sum()`,
  `%resource.repeat(item).where(linkId='drug').count()`,
  `%resource.repeat(item).count()`,
  `%resource.descendants().where(linkId='dose').answer.value.sum()`,
  `%resource.item.where(linkId='drug').item.where(linkId='dose').answer.value.sum()`,
  `%resource.item.where(linkId='drug').repeat(item).where(linkId='name').answer.value`,
  `%resource.item.where(linkId='drug').distinct().count()`,
  `(%resource.item.where(linkId='drug') | %resource.item.where(linkId='drug')).count()`,
  `%resource.item.where(linkId='drug')[1] = %resource.item.where(linkId='drug')[2]`,
  `%resource.item.where(linkId='drug')[0] = %resource.item.where(linkId='drug')[1]`,
  `%resource.item.where(linkId='drug').isDistinct()`,
];

/** Expressions on the whole form, by what they are about. */
export const cases = { duplicates, paths, functions, arithmetic, comparisons, dates, texts, resources };

/** Expressions on an item, by its linkId. */
export const onItems: [string, string][] = [
  ['drug', `item.where(linkId='dose').answer.value * 2`],
  ['drug', `%context.item.where(linkId='name').answer.value`],
  ['drug', `$this.item.linkId`],
  ['pulse', `answer.value`],
  ['pulse', `%context.answer.value + 1`],
  ['pulse', `linkId`],
  ['nothing', `answer.value.empty()`],
  ['nothing', `%context.exists()`],
  ['nothing', `today()`],
  ['smokes', `answer.item.answer.value`],
  ['sleep', `answer.value.display`],
  ['sleep', `%qitem.answerOption.count()`],
];
