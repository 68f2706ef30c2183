import { expect } from '@open-wc/testing';
import { answerForm, answersOfCase, expectedOf, judgeForm, protocolQuestionnaire } from '@relais/engine/protocol';
import { openForm } from '@relais/engine/questionnaire';
import { Protocol, ProtocolCases } from '@relais/model';

const NOW = Date.parse('2026-11-09T09:30:00Z');
const NAMES = [
  'acces-direct',
  'asthme-enfant',
  'astreinte',
  'bpco-suivi',
  'bronchiolite',
  'diabete-suivi',
  'entorse-cheville',
  'gastro-enterite',
  'grippe',
  'icope-fragilite',
  'insuffisance-cardiaque-epof',
  'odynophagie',
  'osteoporose',
  'pollakiurie',
];

async function read(path: string): Promise<unknown> {
  return (await fetch(`/demo/protocols/${path}.json`)).json();
}

describe('The tables of cases of the shipped protocols', () => {
  for (const name of NAMES) {
    it(`come out for ${name} in a page as on a server`, async () => {
      const protocol = Protocol.parse(await read(name));
      const table = ProtocolCases.parse(await read(`cases/${name}`));
      const form = await openForm(protocolQuestionnaire(protocol, protocol.date), { now: () => NOW, language: 'fr' });
      for (const one of table.cases) {
        answerForm(form, answersOfCase(table, one));
        expect(expectedOf(judgeForm(protocol, form)), one.shows).to.deep.equal(one.expected);
      }
    });
  }
});
