import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bundleOf, protocolOfBundle } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import { readProtocol, shipped } from './shipped.ts';
import { alert, ask, green, illustrative, protocolOf, rule, stop, urgent } from './support.ts';

/** Out and in again, through JSON. */
function roundTrip(protocol: Protocol): unknown {
  return protocolOfBundle(JSON.parse(JSON.stringify(bundleOf(protocol))));
}

/** Any text of one line that is seen whole, as ids and names are. */
const UNSEEN = /^\s|\s$|[\p{Default_Ignorable_Code_Point}\p{C}\p{Zl}\p{Zp}]/u;
const text = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }).filter((one) => !UNSEEN.test(one));
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const evidence = fc.record(
  { status: fc.constantFrom('sourced', 'illustrative'), source: text },
  { requiredKeys: ['status'] },
);
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,9}$/);
const validity = fc.record({ validFrom: day, validTo: day }, { requiredKeys: ['validFrom'] });
const withEvidence = (shape: Record<string, fc.Arbitrary<unknown>>, requiredKeys?: string[]) =>
  fc
    .tuple(fc.record(shape, requiredKeys ? { requiredKeys } : {}), evidence)
    .map(([one, where]) => ({ ...one, ...where }));

/** Protocols with anything in them that the schema allows, whether it makes sense or not. */
const protocols = fc
  .record({
    scope: maybe(fc.constantFrom('national', 'local')),
    structureId: maybe(text),
    mode: fc.oneof(fc.constant({ kind: 'display' }), fc.record({ kind: fc.constant('compute'), by: text, on: day })),
    readingLimit: maybe(text),
    sources: fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      text,
      { maxKeys: 3 },
    ),
    professions: fc.array(fc.constantFrom('nurse', 'midwife'), { minLength: 1, maxLength: 2 }),
    regimes: fc.array(
      fc
        .tuple(
          withEvidence({
            profession: fc.constantFrom('nurse', 'midwife'),
            regime: fc.constantFrom('delegation', 'directAccess'),
          }),
          validity,
        )
        .map(([one, period]) => ({ ...one, ...period })),
      { maxLength: 2 },
    ),
    parameters: fc.array(
      fc
        .tuple(
          withEvidence(
            {
              name,
              label: text,
              value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
              unit: text,
            },
            ['name', 'label', 'value'],
          ),
          validity,
        )
        .map(([one, period]) => ({ ...one, ...period })),
      { maxLength: 2 },
    ),
    terms: fc.array(withEvidence({ name, label: text, expression: text }), { maxLength: 2 }),
    inclusion: fc.array(
      withEvidence({ id: text, about: fc.constantFrom('patient', 'place'), text, rule: text }, ['id', 'about', 'text']),
      { maxLength: 2 },
    ),
    items: fc.array(
      withEvidence(
        {
          linkId: text,
          unknown: fc.array(text, { maxLength: 2 }),
          likely: fc.record({ min: fc.integer(), max: fc.integer() }),
          optional: text,
        },
        ['linkId'],
      ),
      { maxLength: 2 },
    ),
    rules: fc.array(
      withEvidence(
        {
          id: text,
          when: text,
          signed: fc.record({ by: text, role: fc.constant('Médecin'), on: day }),
          action: fc.constantFrom(
            urgent,
            stop,
            alert,
            green,
            { kind: 'list', list: 'Liste', priority: 'high', text: 'Sur la liste' },
            { kind: 'nextDue', afterDays: 30, text: 'Revoir' },
            { kind: 'document', document: 'd', text: 'Lettre' },
          ),
        },
        ['id', 'action'],
      ),
      { minLength: 1, maxLength: 4 },
    ),
    prescriptions: fc.array(
      withEvidence(
        {
          ...{ id: text, title: text, text, finding: text, doseItems: fc.array(text, { maxLength: 2 }) },
          condition: withEvidence(
            {
              mention: fc.stringMatching(/^si [A-Za-zé«»“”<>&"'€ ]{0,20}[a-zé]$/),
              days: fc.integer({ min: 1, max: 366 }),
            },
            ['mention'],
          ),
        },
        ['id', 'title', 'text', 'finding', 'doseItems'],
      ),
      { maxLength: 2 },
    ),
    documents: fc.array(withEvidence({ id: text, kind: fc.constantFrom('certificate', 'other'), title: text }), {
      maxLength: 2,
    }),
    training: maybe(withEvidence({ text, hours: fc.integer({ min: 0, max: 20 }) }, ['text'])),
    tariff: maybe(
      withEvidence({ text, amount: fc.integer({ min: 0 }), excludes: fc.array(text, { maxLength: 2 }) }, [
        'text',
        'excludes',
      ]),
    ),
    activation: fc.array(
      fc
        .tuple(fc.record({ reason: fc.constantFrom('season', 'crisis'), text }), validity)
        .map(([one, period]) => ({ ...one, ...period })),
      { maxLength: 2 },
    ),
  })
  .map((parts) => Protocol.parse(JSON.parse(JSON.stringify({ ...protocolOf([ask('a', 'boolean')], []), ...parts }))));

/** Every value in a tree of JSON. */
function valuesIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(valuesIn)] : [value];
}

describe('A protocol in FHIR', () => {
  for (const one of shipped) {
    it(`gives ${one} back as it was`, () => {
      assert.deepEqual(roundTrip(readProtocol(one)), readProtocol(one));
    });
  }

  it('gives any protocol back as it was', () => {
    fc.assert(
      fc.property(protocols, (protocol) => {
        assert.deepEqual(roundTrip(protocol), protocol);
      }),
      { numRuns: 300 },
    );
  });

  it('has no list without anything in it, nor an empty element, which FHIR refuses', () => {
    fc.assert(
      fc.property(protocols, (protocol) => {
        const empty = valuesIn(bundleOf(protocol)).filter(
          (value) => value === null || (typeof value === 'object' && Object.keys(value).length === 0),
        );
        assert.deepEqual(empty, []);
      }),
      { numRuns: 100 },
    );
  });

  it('holds each resource that an action names', () => {
    for (const one of shipped) {
      const bundle = bundleOf(readProtocol(one));
      const plan = bundle.entry[0]?.resource as { action: { definitionCanonical?: string }[] };
      const held = new Set(
        bundle.entry.map(({ resource }) => `${String(resource['url'])}|${String(resource['version'])}`),
      );
      const lost = plan.action
        .flatMap(({ definitionCanonical }) => definitionCanonical ?? [])
        .filter((canonical) => !held.has(canonical));
      assert.deepEqual(lost, [], one);
    }
  });

  it('says rules and questionnaire where any program of FHIR looks for them', () => {
    const protocol = readProtocol('odynophagie');
    const [plan, questionnaire] = bundleOf(protocol).entry.map(({ resource }) => resource);
    assert.deepEqual(questionnaire, protocol.questionnaire);
    const actions = plan?.['action'] as {
      prefix?: string;
      title: string;
      condition?: { expression: { expression: string } }[];
    }[];
    const red = actions.find(({ prefix }) => prefix === '1');
    assert.equal(red?.title, protocol.rules[0]?.action.text);
    assert.equal(red?.condition?.[0]?.expression.expression, protocol.rules[0]?.when);
  });

  const strange: [what: string, source: unknown][] = [
    ['nothing', undefined],
    ['a text', 'Bundle'],
    ['another resource', { resourceType: 'Questionnaire' }],
    ['a Bundle of nothing', { resourceType: 'Bundle', type: 'collection' }],
    [
      'a Bundle without a plan',
      { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient' } }] },
    ],
  ];
  for (const [what, source] of strange) {
    it(`is not in ${what}`, () => assert.equal(protocolOfBundle(source), undefined));
  }

  it('of others is read without breaking, and then refused for what it lacks', () => {
    const plan = { resourceType: 'PlanDefinition', status: 'active', title: 'Ailleurs', action: [{ prefix: '1' }] };
    const read = protocolOfBundle({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: plan }] });
    const { success, error } = Protocol.safeParse(read);
    assert.equal(success, false);
    assert.ok(error.issues.some(({ path }) => path.join('.') === 'questionnaire'));
  });
});

describe('A prescription that is dispensed on a test', () => {
  it('keeps its condition on the way out and in, with where it comes from', () => {
    const condition = { mention: 'si TROD angine positif', days: 7, status: 'sourced', source: 'arrete' } as const;
    const dose = { id: 'p', title: 'Amoxicilline', text: '1 g', finding: 'true', doseItems: [], ...illustrative };
    const prescriptions = [
      { ...dose, condition },
      { ...dose, id: 'q' },
    ];
    const protocol = protocolOf([ask('a', 'boolean')], [rule('1', undefined, green)], { prescriptions });
    assert.deepEqual((roundTrip(protocol) as Protocol).prescriptions, prescriptions);
  });
});

describe('An item that is illustrative', () => {
  it('is still so after the way out and in', () => {
    const protocol = protocolOf([ask('a', 'boolean')], [rule('1', undefined, green)]);
    assert.deepEqual((roundTrip(protocol) as Protocol).items[0], { linkId: 'a', ...illustrative });
  });
});
