import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Protocol } from '@relais/model';

const illustrative = { status: 'illustrative' };

/** The smallest protocol: one question, one rule. */
const smallest = {
  formatVersion: 'relais-protocol/1',
  id: 'essai',
  version: '1',
  title: 'Essai',
  kind: 'coordinationProtocol',
  responsible: 'Dre Anne Durand',
  notice: 'Exemple',
  sources: {},
  professions: ['nurse'],
  regimes: [{ profession: 'nurse', regime: 'ownCompetence', validFrom: '2026-01-01', ...illustrative }],
  date: '2026-11-01',
  parameters: [],
  inclusion: [],
  exclusion: [],
  questionnaire: {
    resourceType: 'Questionnaire',
    url: 'https://relais.example/Questionnaire/essai',
    version: '1',
    item: [{ linkId: 'motif', text: 'Autre motif', type: 'boolean', required: true }],
  },
  items: [{ linkId: 'motif', ...illustrative }],
  terms: [],
  rules: [{ id: '1', action: { kind: 'outcome', outcome: 'managedByDelegate', text: 'Conseils' }, ...illustrative }],
  prescriptions: [],
  documents: [],
  consent: { text: 'Le patient consent', ...illustrative },
  activation: [],
};

/** A character nobody sees, to be read in a failure. */
const escape = (text: string): string => text.charCodeAt(0).toString(16);

const refuses = (change: object): boolean => !Protocol.safeParse({ ...smallest, ...change }).success;

describe('A protocol', () => {
  it('shows criteria and computes nothing unless a doctor switches that on', () => {
    assert.deepEqual(Protocol.parse(smallest).mode, { kind: 'display' });
    assert.ok(refuses({ mode: { kind: 'compute' } }));
    assert.ok(refuses({ mode: { kind: 'compute', by: 'Dre Anne Durand' } }));
    assert.ok(!refuses({ mode: { kind: 'compute', by: 'Dre Anne Durand', on: '2026-11-02' } }));
  });

  it('says of each rule whether a source says so', () => {
    const [rule] = smallest.rules;
    assert.ok(refuses({ rules: [{ ...rule, status: undefined }] }));
    assert.ok(refuses({ rules: [{ ...rule, status: 'certain' }] }));
  });

  it('takes no text, name or id with a character nobody sees', () => {
    const [rule] = smallest.rules;
    const ruleSaying = (text: string) => ({ rules: [{ ...rule, action: { ...rule!.action, text } }] });
    for (const unseen of ['\u0000', '\u0007', '\u001b', '\u0085', '\t', '\ud800']) {
      assert.ok(refuses(ruleSaying(`Conseils${unseen}`)), escape(unseen));
      assert.ok(refuses({ title: `Essai${unseen}` }));
      assert.ok(refuses({ version: `1${unseen}` }));
      assert.ok(refuses({ mode: { kind: 'compute', by: `Dre Anne Durand${unseen}`, on: '2026-11-02' } }));
      assert.ok(refuses({ rules: [{ ...rule, id: `1${unseen}` }] }));
      assert.ok(refuses({ sources: { [`has${unseen}`]: 'HAS' } }));
    }
    assert.ok(refuses({ title: ' \n ' }));
    assert.ok(!refuses(ruleSaying('Conseils.\nRevenir si la fièvre dure.')));
  });

  it('keeps what it does not know of a FHIR Questionnaire', () => {
    const questionnaire = {
      ...smallest.questionnaire,
      copyright: 'CPTS',
      item: [{ linkId: 'a', type: 'text', prefix: '1' }],
    };
    const parsed = Protocol.parse({ ...smallest, questionnaire }).questionnaire;
    assert.deepEqual(parsed, questionnaire);
  });

  it('refuses a member that is mistyped', () => {
    assert.ok(refuses({ exclusions: [] }));
    assert.ok(refuses({ rules: [{ ...smallest.rules[0], wen: 'true' }] }));
  });

  it('says on what a prescription is dispensed in one line, all of which is seen', () => {
    const refusesCondition = (condition: object): boolean =>
      refuses({
        prescriptions: [
          {
            ...{ id: 'p', title: 'Amoxicilline', text: '6 jours', finding: 'true', doseItems: [], ...illustrative },
            condition: { ...illustrative, mention: 'si TROD angine positif', days: 7, ...condition },
          },
        ],
      });
    assert.ok(!refusesCondition({}));
    assert.ok(!refusesCondition({ mention: 'si BU positive', days: undefined }));
    assert.ok(!refusesCondition({ mention: 'si\u202fTROD\u00a0:\u00a0positif, œuf ≥ 2' }));
    for (const mention of [
      ...['', ' ', ' si TROD', 'si TROD ', 'si\nTROD', 'si\tTROD', 'si\u0000TROD', 'si\u0085TROD', 'si\u2028TROD'],
      ...['si\u200bTROD', 'si\u202eTROD', 'si\u2066TROD', '\ufeffsi TROD', 'si\u00adTROD', 'si \u3164', 'si \ufe0f'],
      ...['si \ud83d', 'si \u{e0041}', 'a'.repeat(201)],
    ]) {
      assert.ok(refusesCondition({ mention }), JSON.stringify(mention));
    }
    for (const days of [0, -1, 1.5, 367, '7', null]) assert.ok(refusesCondition({ days }), String(days));
    assert.ok(refusesCondition({ status: undefined }), 'whether a source says so');
    assert.ok(refusesCondition({ deadline: 7 }), 'a member that is mistyped');
  });

  it('refuses a day the calendar does not have', () => {
    assert.ok(refuses({ date: '2026-02-30' }));
  });
});
