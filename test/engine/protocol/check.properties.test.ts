import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkProtocol } from '@relais/engine/protocol';
import type { Protocol, ProtocolRule } from '@relais/model';
import type { EnableWhen } from '@relais/model/fhir';
import { modelOf } from '../../../packages/engine/src/protocol/check/model.ts';
import { searchFrom } from '../../../packages/engine/src/protocol/check/ordinary.ts';
import { BruteForce } from './brute-force.ts';
import { alert, ask, askNumber, code, green, illustrative, path, protocolOf, rule, stop, urgent } from './support.ts';

const options = ['positif', 'négatif', 'non réalisé'];
const imaging: ProtocolRule['action'] = {
  kind: 'outcome',
  outcome: 'redirected',
  target: 'imaging',
  text: 'Radiographie',
};
const drug: ProtocolRule['action'] = {
  ...green,
  kind: 'outcome',
  outcome: 'managedByDelegate',
  prescription: 'ordonnance',
};

const leaf = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'autre'), fc.boolean()).map(([id, value]) => `${path(id)} = ${value}`),
  fc
    .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...options))
    .map(([sign, one]) => `${code('c')} ${sign} '${one}'`),
  fc
    .tuple(fc.constantFrom('<', '>=', '='), fc.integer({ min: 0, max: 4 }))
    .map(([sign, n]) => `${path('n')} ${sign} ${n}`),
  fc.constantFrom('a', 'c', 'n').map((id) => `${path(id)}.exists()`),
  fc
    .integer({ min: 0, max: 3 })
    .map((n) => `iif(${path('a')}, 1, 0) + iif(${path('b')}, 1, 0) + iif(${path('n')} > 2, 1, 0) >= ${n}`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or', 'xor'), tie('condition'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    tie('condition').map((inner) => `(${inner}).not()`),
  ),
}));

const enableWhen = fc.option(
  fc.constantFrom<EnableWhen[]>(
    [{ question: 'a', operator: '=', answerBoolean: true }],
    [{ question: 'n', operator: '>', answerInteger: 1 }],
    [{ question: 'c', operator: '!=', answerCoding: { code: 'positif', display: 'positif' } }],
  ),
  { nil: undefined, freq: 3 },
);

const questions = fc.record({
  required: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  enableWhen,
  unknown: fc.boolean(),
});

/** Random protocols small enough for every combination of answers to be looked at. */
const protocols: fc.Arbitrary<Protocol> = fc
  .tuple(
    questions,
    fc.array(fc.tuple(condition, fc.constantFrom(urgent, stop, alert, green, green, imaging, drug)), {
      minLength: 1,
      maxLength: 5,
    }),
    condition,
  )
  .map(([{ required, enableWhen: when, unknown }, rules, finding]) =>
    protocolOf(
      [
        ask('a', 'boolean', { required: required[0] === true }),
        ask('c', 'choice', { options, required: required[1] === true }),
        askNumber('n', 0, 4, { required: required[2] === true }),
        ask('b', 'boolean', { required: required[3] === true, ...(when && { enableWhen: when }) }),
      ],
      rules.map(([text, action], index) => rule(`r${index}`, text, action)),
      {
        items: unknown ? [{ linkId: 'c', unknown: ['non réalisé'], ...illustrative }] : [],
        prescriptions: [
          { id: 'ordonnance', title: 'Ordonnance', text: 'Une ordonnance', finding, doseItems: [], ...illustrative },
        ],
      },
    ),
  );

/** Found by search; the rest of what the checker says is not about combinations of answers. */
const SEARCHED = new Set([
  'rule-never-holds',
  'rule-always-holds',
  'no-outcome',
  'green-unanswered',
  'green-unknown',
  'prescription-without-finding',
  'urgent-masked',
]);

describe('The checker', () => {
  it('finds what looking at every combination finds, with an example no longer than needed', () => {
    const found = new Map<string, number>();
    fc.assert(
      fc.property(protocols, (protocol) => {
        const brute = new BruteForce(protocol);
        const { findings } = checkProtocol(protocol);
        const { ordinary } = searchFrom(modelOf(protocol));
        const expected = brute.faults().flatMap(({ code: name, path: where, shows }) => {
          const size = shows && brute.nearest(ordinary, shows);
          return shows && size === undefined ? [] : [`${name} ${where} ${size ?? ''}`];
        });
        const told = findings
          .filter(
            ({ code: name, path: where }) =>
              SEARCHED.has(name) && !(name === 'urgent-masked' && where.startsWith('rules')),
          )
          .map(({ code: name, path: where, counterExample }) => {
            found.set(name, (found.get(name) ?? 0) + 1);
            return `${name} ${where} ${counterExample ? Object.keys(counterExample.differs).length : ''}`;
          });
        assert.deepEqual(told.sort(), expected.sort());
      }),
      { numRuns: 400 },
    );
    // Each kind was found in some of them: the property is not about protocols without faults.
    assert.deepEqual(
      [...SEARCHED].filter((name) => !found.has(name)),
      [],
    );
  });
});
