import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { LetterSettings, LetterState, MakeLetter, RunLetters } from '@relais/model';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import type { CaseAnswer } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import type { Engine } from '../support/engines.ts';
import { bearer } from '../support/backend.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { Member, Refused, RunStageOptions } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';

export const LETTERS: LetterSettings = {
  formatVersion: 'relais-letters/1',
  letterhead: {
    name: 'CPTS du Val de Brume (fictive)',
    address: ['12 place du Marché', '99999 Brume-les-Bains'],
    phone: '+33153010000',
    email: 'coordination@cpts.example',
    finess: '990000001',
    msSanteAddress: 'cpts@exemple.mssante.fr',
    foot: 'Structure et personnes fictives',
  },
  templates: [],
};

export const DOCTOR = {
  familyName: 'Œuvrard & Fils',
  givenName: 'Noémie',
  rpps: '10009999991',
  address: '3 rue des Lilas',
  msSanteAddress: 'noemie.oeuvrard@exemple.mssante.fr',
};

/** What makes the rapid test of the ordinary case positive, for a child. */
export const POSITIVE: Readonly<Record<string, CaseAnswer>> = { 'od.trod': 'positif', 'od.weight': 41.5 };

/** A run that has ended, of somebody who was told what goes to her doctor, and what leaves it. */
export async function openLetterStage(engine: Engine, options: RunStageOptions = {}) {
  const stage = await openRunStage(engine, {
    surroundings: { stationery: createStationery(), secureMail: { product: 'NIL-0001' } },
    ...options,
  });
  const { backend, app, ida } = stage;
  await importDocument(backend.context, LETTERS, 'test', STRUCTURE);
  const finish = async ({
    differs = {},
    informed = true,
    patient: changes = {},
    outcome = {},
  }: {
    readonly differs?: Readonly<Record<string, CaseAnswer | null>>;
    readonly informed?: boolean;
    readonly patient?: object;
    readonly outcome?: object;
  } = {}) => {
    const patient = stage.createPatient();
    await patient.consents();
    if (informed) await patient.consents({ code: 'exchangeWithCarers', decision: 'informed' });
    const started = await stage.start(
      ida,
      stage.startOf(patient.id, {
        patient: {
          ...{ id: patient.id, identityStatus: 'qualified', familyName: 'Lefèvre', givenName: 'Odette' },
          ...{ birthDate: '2013-03-21', ageYears: 13, sex: 'female' },
          ...changes,
        },
      }),
    );
    assert.equal(started.status, 201, JSON.stringify(started.body));
    const saved = await stage.save(started.body.id, differs);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const ended = await stage.end(started.body.id, saved.body.revision, outcome);
    assert.equal(ended.status, 200, JSON.stringify(ended.body));
    return { id: started.body.id, patient };
  };
  const list = (run: string, by: Member = ida) =>
    stage.ask<RunLetters & Refused>(by.rpps, 'GET', `/runs/${run}/letters`);
  const make = (run: string, changes: Partial<MakeLetter> = {}, by: Member = ida) =>
    stage.ask<LetterState & Refused>(by.rpps, 'POST', `/runs/${run}/letters`, {
      ...{ id: randomUUID(), kind: 'liaisonLetter', checked: true },
      ...changes,
    });
  const act = (run: string, letter: string, what: 'sendings' | 'handings', body?: object, by: Member = ida) =>
    stage.ask<LetterState & Refused>(by.rpps, 'POST', `/runs/${run}/letters/${letter}/${what}`, body);
  /** A file of a letter, in bytes. */
  const take = async (run: string, letter: string, what: 'pdf' | 'package' | 'message', by: Member = ida) => {
    const headers = bearer(await stage.tokenOf(by.rpps));
    const url = `http://relais.test/api/v1/structures/${STRUCTURE}/runs/${run}/letters/${letter}/${what}`;
    const response = await app.fetch(new Request(url, { headers }));
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  return { ...stage, finish, list, make, act, take };
}

export type LetterStage = Awaited<ReturnType<typeof openLetterStage>>;
