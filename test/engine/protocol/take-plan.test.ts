import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bundleOf, checkProtocol, readProtocol, takePlan, type TakenPlan } from '@relais/engine/protocol';
import { shipped, readProtocol as readShipped } from './shipped.ts';

type Part = Record<string, unknown>;

const VARIABLE = 'http://hl7.org/fhir/StructureDefinition/variable';

const fhirpath = (expression: string) => ({ language: 'text/fhirpath', expression });
const applies = (expression: object) => ({ kind: 'applicability', expression });
const answerOf = (linkId: string) => `%resource.item.where(linkId = '${linkId}').answer.value`;

const questionnaire = {
  resourceType: 'Questionnaire',
  url: 'https://editeur.example/Questionnaire/plaie',
  version: '2',
  status: 'active',
  item: [{ linkId: 'saigne', type: 'boolean', text: 'La plaie saigne encore', required: true }],
};

/** A plan as another editor might write it. */
function planOf(given: Part = {}): Part {
  return {
    resourceType: 'PlanDefinition',
    url: 'https://editeur.example/PlanDefinition/plaie',
    name: 'PlaieSimple',
    version: '1.4',
    title: 'Plaie simple',
    status: 'active',
    publisher: 'Un éditeur',
    description: 'Soins d’une plaie simple.',
    date: '2026-03-01T10:00:00+01:00',
    ...given,
  };
}

function bundle(plan: Part, ...others: Part[]): Part {
  return { resourceType: 'Bundle', type: 'transaction', entry: [plan, ...others].map((resource) => ({ resource })) };
}

function take(document: unknown): TakenPlan {
  const plan = takePlan(document);
  assert.ok(plan);
  return plan;
}

const wordsAt = ({ left }: TakenPlan, path: string): string =>
  left
    .filter((one) => one.path === path)
    .map(({ words }) => words)
    .join('\n');
const rulesOf = ({ draft }: TakenPlan): Part[] => draft['rules'] as Part[];

describe('a plan that others have written', () => {
  it('gives its identity, its questionnaire, its sources and its rules, and tells where each part went', () => {
    const plan = take(
      bundle(
        planOf({
          relatedArtifact: [{ type: 'citation', label: 'HAS', citation: 'Une recommandation' }],
          extension: [
            {
              url: VARIABLE,
              valueExpression: { name: 'bleeds', description: 'Saigne', ...fhirpath(answerOf('saigne')) },
            },
          ],
          action: [
            { title: 'Questions', definitionCanonical: `${questionnaire.url}|2` },
            { prefix: 'R1', title: 'Comprimer, appeler', condition: [applies(fhirpath('%bleeds = true'))] },
          ],
        }),
        questionnaire,
      ),
    );
    const { id, version, title, responsible, notice, date, sources, terms, questionnaire: asked } = plan.draft;
    assert.deepEqual([id, version, title], ['plaie-simple', '1.4', 'Plaie simple']);
    assert.deepEqual([responsible, notice, date], ['Un éditeur', 'Soins d’une plaie simple.', '2026-03-01']);
    assert.deepEqual(sources, { HAS: 'Une recommandation' });
    assert.deepEqual(asked, questionnaire);
    assert.deepEqual(terms, [
      { name: 'bleeds', label: 'Saigne', expression: answerOf('saigne'), status: 'illustrative' },
    ]);
    assert.deepEqual(rulesOf(plan), [
      { id: 'R1', when: '%bleeds = true', action: { text: 'Comprimer, appeler' }, status: 'illustrative' },
    ]);
    assert.ok(plan.taken.some(({ path, to }) => path === 'entry[0].resource.action[1]' && to === 'rules[0]'));
    assert.match(wordsAt(plan, 'entry[0].resource.action[1]'), /à choisir/);
  });

  it('becomes a protocol once a person has said what it lacks, which the checker then judges as any other', () => {
    const plan = take(
      bundle(
        planOf({
          action: [
            {
              prefix: '1',
              title: 'Comprimer, appeler le 15',
              condition: [applies(fhirpath(`${answerOf('saigne')} = true`))],
            },
            { prefix: '2', title: 'Pansement', condition: [applies(fhirpath(`${answerOf('saigne')} = false`))] },
          ],
        }),
        questionnaire,
      ),
    );
    const read = readProtocol(plan.draft);
    assert.ok('faults' in read);
    const lacking = read.faults.map(({ path }) => path.join('.'));
    for (const path of ['kind', 'professions', 'consent', 'rules.0.action.kind'])
      assert.ok(lacking.includes(path), path);
    const [first, second] = rulesOf(plan);
    const whole = readProtocol({
      ...plan.draft,
      ...{ kind: 'organisationalProtocol', professions: ['nurse'] },
      consent: { text: 'Le patient accepte.', status: 'illustrative' },
      rules: [
        { ...first, action: { ...(first?.['action'] as Part), kind: 'urgent', target: 'samu' } },
        { ...second, action: { ...(second?.['action'] as Part), kind: 'outcome', outcome: 'managedByDelegate' } },
      ],
    });
    assert.ok('protocol' in whole, JSON.stringify(whole));
    const { accepted, findings } = checkProtocol(whole.protocol);
    assert.equal(accepted, false);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['regime-missing', 'closing-item-missing'],
    );
  });

  it('keeps no rule whose condition is not evaluated here, since it would always hold', () => {
    const cql = { language: 'text/cql-identifier', expression: 'Is Bleeding' };
    const action = (title: string, condition: object[], inside: object[] = []) => ({
      title,
      condition,
      action: inside,
    });
    const plan = take(
      planOf({
        action: [
          action('CQL', [applies(cql)], [action('Sous CQL', [])]),
          action('Autres données', [applies(fhirpath('Observation.exists()'))]),
          action('Autre contexte', [applies(fhirpath('%patient.age() > 3'))]),
          action('Sans expression', [applies({ language: 'text/fhirpath', reference: 'https://x.example' })]),
          action('Début', [{ kind: 'start', expression: fhirpath('%resource.exists()') }]),
          action('Une bonne et une autre', [applies(fhirpath('%resource.exists()')), applies(cql)]),
          action('Toujours', []),
        ],
      }),
    );
    assert.deepEqual(
      rulesOf(plan).map(({ action: said }) => (said as Part)['text']),
      ['Toujours'],
    );
    assert.match(
      wordsAt(plan, 'PlanDefinition.action[0].condition[0]'),
      /text\/cql-identifier.*« CQL ».*vaudrait toujours/,
    );
    assert.match(wordsAt(plan, 'PlanDefinition.action[2].condition[0]'), /%patient/);
    assert.match(wordsAt(plan, 'PlanDefinition.action[5].condition[1]'), /cql/);
  });

  it('has a rule inside groups hold where all the conditions above it do', () => {
    const plan = take(
      planOf({
        action: [
          {
            title: 'Groupe',
            selectionBehavior: 'exactly-one',
            condition: [applies(fhirpath('%resource.item.exists() or true'))],
            action: [{ title: 'Dedans', condition: [applies(fhirpath('%resource.id.exists()'))] }, { title: 'À côté' }],
          },
        ],
      }),
    );
    assert.deepEqual(
      rulesOf(plan).map(({ id, when }) => [id, when]),
      [
        ['1.1', '(%resource.item.exists() or true) and (%resource.id.exists())'],
        ['1.2', '%resource.item.exists() or true'],
      ],
    );
    assert.match(wordsAt(plan, 'PlanDefinition.action[0].selectionBehavior'), /à relire ensemble/);
  });

  it('takes an order for a medicine as a prescription without its dose, which a doctor writes', () => {
    const activity = {
      ...{ resourceType: 'ActivityDefinition', id: 'antalgique', kind: 'MedicationRequest', title: 'Antalgique' },
      ...{ description: 'Selon la douleur', dosage: [{ text: '1 g' }] },
    };
    const other = { resourceType: 'ActivityDefinition', id: 'rendez-vous', kind: 'Appointment' };
    const plan = take(
      planOf({
        contained: [activity, other],
        action: [
          { title: 'Antalgique', definitionCanonical: '#antalgique' },
          { title: 'Revoir', definitionCanonical: '#rendez-vous' },
          { title: 'Ailleurs', definitionCanonical: 'https://ailleurs.example/Activity|1' },
        ],
      }),
    );
    assert.deepEqual(plan.draft['prescriptions'], [
      ...[{ id: 'antalgique', title: 'Antalgique', text: 'Selon la douleur', doseItems: [], status: 'illustrative' }],
    ]);
    assert.deepEqual(rulesOf(plan)[0]?.['action'], { kind: 'outcome', prescription: 'antalgique', text: 'Antalgique' });
    assert.match(wordsAt(plan, 'PlanDefinition.contained[0]'), /médecin/);
    assert.match(wordsAt(plan, 'PlanDefinition.contained[1]'), /Appointment/);
    assert.match(wordsAt(plan, 'PlanDefinition.action[2].definitionCanonical'), /n’est pas dans le fichier/);
  });

  it('accounts for each part of the plan, taken or left', () => {
    const plan = take(
      bundle(
        planOf({
          ...{ goal: [{ description: { text: 'Guérir' } }], library: ['https://x.example/L'], jurisdiction: [{}] },
          extension: [{ url: 'https://x.example/own' }],
          action: [{ title: 'A', trigger: [{}], timingDuration: { value: 1 } }],
        }),
        { ...questionnaire, url: 'https://x.example/1' },
        { ...questionnaire, url: 'https://x.example/2' },
        { resourceType: 'Library', id: 'L' },
      ),
    );
    const at = 'entry[0].resource';
    assert.match(wordsAt(plan, `${at}.goal`), /objectif/);
    assert.match(wordsAt(plan, `${at}.library`), /CQL/);
    assert.match(wordsAt(plan, at), /jurisdiction, https:\/\/x\.example\/own/);
    assert.match(wordsAt(plan, `${at}.action[0].trigger`), /déclencheur/);
    assert.match(wordsAt(plan, `${at}.action[0]`), /timingDuration/);
    assert.match(wordsAt(plan, 'entry[2].resource'), /qu’un questionnaire/);
    assert.match(wordsAt(plan, 'entry[3].resource'), /Library/);
  });

  it('is none where Relais has written it, and where there is no plan', () => {
    for (const name of shipped) assert.equal(takePlan(bundleOf(readShipped(name))), undefined);
    for (const document of [null, 3, 'x', [], {}, questionnaire, bundle(questionnaire)])
      assert.equal(takePlan(document), undefined);
  });

  it('is read without a failure whatever stands in it, and each rule has an id of its own', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const action = fc.letrec((tie) => ({
      action: fc.record(
        {
          prefix: json,
          title: json,
          condition: fc.array(fc.record({ kind: fc.constantFrom('applicability', 3), expression: json })),
          definitionCanonical: json,
          documentation: json,
          action: fc.oneof({ maxDepth: 3 }, json, fc.array(tie('action'), { maxLength: 3 })),
        },
        { requiredKeys: [] },
      ),
    })).action;
    const any = fc.record(
      {
        ...{ name: json, title: json, version: json, date: json, author: json, extension: json, contained: json },
        ...{ relatedArtifact: json, action: fc.oneof(json, fc.array(action, { maxLength: 4 })) },
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, (given) => {
        const plan = take({ ...given, resourceType: 'PlanDefinition' });
        readProtocol(plan.draft);
        const ids = rulesOf(plan).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
      }),
    );
  });

  it('takes words without what nobody sees, which a protocol refuses, and with their lines', () => {
    const plan = take(planOf({ title: 'Plaie\u200b\tsimple\u0007', description: 'Laver.\r\nPanser.' }));
    assert.deepEqual([plan.draft['title'], plan.draft['notice']], ['Plaie simple', 'Laver.\nPanser.']);
  });

  it('bounds what a plan of many or deep actions gives', () => {
    const many = take(planOf({ action: Array.from({ length: 5000 }, (_, at) => ({ title: `A${at}` })) }));
    assert.equal(rulesOf(many).length, 200);
    assert.ok(many.left.length < 500);
    let deep: Part = { title: 'au fond' };
    for (let level = 0; level < 3000; level++) deep = { action: [deep] };
    assert.deepEqual(rulesOf(take(planOf({ action: [deep] }))), []);
  });
});
