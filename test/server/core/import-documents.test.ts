import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Hold, Problem, SeverityChecklist, StructureInfo } from '@relais/model';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { ProblemError } from '../../../packages/server/src/core/problem.ts';
import { bearer, createBookingRequest, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { createChecklist, createSettings, createTerritory, STRUCTURE } from '../support/territory.ts';

interface Faults extends Problem {
  readonly faults: readonly { readonly path: string; readonly message: string; readonly accepted?: string }[];
}

describeEngines('importing a document', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  const bring = (document: unknown, structure = STRUCTURE) =>
    importDocument(backend.context, document, 'test', structure);
  const read = async (language = 'fr') => (await backend.call<StructureInfo>('GET', `?language=${language}`)).body;
  const shown = async (language = 'fr') => (await read(language)).checklist?.title;

  describe('that was in force before', () => {
    const first = createChecklist();
    const second = createChecklist({ version: '2', title: 'Signes 2', items: first.items.slice(0, 2) });
    const english: Partial<SeverityChecklist> = { language: 'en', translationOf: 'fr' };

    it('puts a checklist in force again, with its translation', async () => {
      const firstInEnglish = createChecklist({ ...english, title: 'Signs' });
      const secondInEnglish = createChecklist({ ...english, version: '2', title: 'Signs 2', items: second.items });
      for (const list of [firstInEnglish, second, secondInEnglish]) await bring(list);
      assert.deepEqual([await shown(), await shown('en')], ['Signes 2', 'Signs 2']);
      assert.equal((await bring(first)).changed, true);
      assert.deepEqual([await shown(), await shown('en')], ['Signes', 'Signs']);
      assert.equal((await bring(second)).changed, true);
      assert.deepEqual([await shown(), await shown('en')], ['Signes 2', 'Signs 2']);
    });

    it('puts a translation in force again that had been corrected', async () => {
      const text = (title: string) => createChecklist({ ...english, version: '2', title, items: second.items });
      for (const title of ['Signs, corrected', 'Signs 2']) {
        assert.equal((await bring(text(title))).changed, true);
        assert.equal(await shown('en'), title);
      }
    });

    it('asks the answers of the list in force, and no other', async () => {
      await bring(first);
      const hold = await backend.hold({ practiceId: 'north', start: '2026-11-09T08:00:00Z' });
      const request = createBookingRequest(hold.body.token);
      const answered = (version: string) => ({ ...request, checklistRun: { ...request.checklistRun, version } });
      const outdated = await backend.call<Problem>('POST', '/bookings', answered('2'));
      assert.equal(outdated.body.code, 'checklist-outdated');
      assert.equal((await backend.call('POST', '/bookings', answered('1'))).status, 201);
    });

    it('leaves what was answered under another version to the questions of that version', async () => {
      const hold = await backend.hold({ practiceId: 'north', start: '2026-11-09T08:15:00Z' });
      const request = createBookingRequest(hold.body.token);
      const run = { ...request.checklistRun, yes: ['stitches'] };
      const { body: booking } = await backend.call<OrProblem<{ id: string; token: string }>>('POST', '/bookings', {
        ...request,
        checklistRun: run,
      });
      for (const list of [second, first, second]) assert.equal((await bring(list)).changed, true);
      // The second version does not ask for stitches; the answers given to the first still ask for a place that makes them.
      const other: OrProblem<Hold> = (await backend.hold({ practiceId: 'gate', start: '2026-11-09T13:00:00Z' })).body;
      const move = await backend.call<Problem>(
        'PATCH',
        `/bookings/${booking.id}`,
        { token: other.token },
        bearer(booking.token),
      );
      assert.equal(move.body.code, 'checklist-blocks-booking');
    });

    it('puts a territory and settings in force again', async () => {
      for (const name of ['Autre vallon', 'CPTS du Vallon']) {
        assert.equal((await bring(createSettings({ name }))).changed, true);
        assert.equal((await read()).name, name);
      }
      for (const synthetic of [false, true]) {
        assert.equal((await bring(createTerritory({ synthetic }))).changed, true);
        assert.equal((await read()).synthetic, synthetic);
      }
    });
  });

  it('changes nothing when it is in force already, and writes no event', async () => {
    const list = createChecklist({ version: '3' });
    const translation = createChecklist({ version: '3', language: 'en', translationOf: 'fr' });
    const documents = [createSettings({ name: 'Même vallon' }), createTerritory({ name: 'Même' }), list, translation];
    for (const document of documents) assert.equal((await bring(document)).changed, true);
    const { sequence } = (await backend.context.views.read(STRUCTURE))!;
    for (const document of documents) assert.equal((await bring(document)).changed, false);
    assert.equal((await backend.context.views.read(STRUCTURE))!.sequence, sequence);
  });

  describe('that names another structure', () => {
    const elsewhere = 'autre-vallon';
    const documents = [
      ['a territory', createTerritory({ id: elsewhere }), 'territory-invalid'],
      ['settings', createSettings({ id: elsewhere }), 'invalid-request'],
    ] as const;

    for (const [name, document, code] of documents) {
      it(`is refused by name and value: ${name}`, async () => {
        await assert.rejects(bring(document), (error) => {
          assert.ok(error instanceof ProblemError);
          assert.equal(error.code, code);
          assert.deepEqual(error.extension.faults, [
            { path: 'id', message: 'is of another structure', accepted: STRUCTURE },
          ]);
          return true;
        });
        assert.equal(await backend.context.views.read(elsewhere), undefined, 'nor is that structure made');
      });
    }

    it('is refused by the route of this one', async () => {
      const coordinator = bearer(await backend.token('coordinator'));
      const before = (await backend.context.views.read(STRUCTURE))!.documents;
      const { status, body } = await backend.call<Faults>('PUT', '/territory', documents[0][1], coordinator);
      assert.deepEqual([status, body.code, body.faults[0]?.path], [422, 'territory-invalid', 'id']);
      assert.equal(body.faults[0]?.accepted, STRUCTURE);
      assert.equal((await backend.context.views.read(STRUCTURE))!.documents.version, before.version);
    });

    it('is taken when it names none', async () => {
      const { id: _id, ...nameless } = createTerritory({ name: 'Sans nom' });
      assert.equal((await bring(nameless)).changed, true);
    });
  });

  describe('of settings with members there are none of', () => {
    const { reasons, ...others } = createSettings();
    const mistyped = {
      ...others,
      origin: ['https://www.vallon.example'],
      reasons: [{ ...reasons![0], label: { fr: 'Toux', an: 'Cough', en: 'Cough' } }],
    };
    const faults = [
      { path: 'reasons.0.label.an', message: 'is not known', accepted: 'fr, en' },
      {
        path: 'origin',
        message: 'is not known',
        accepted:
          'formatVersion, id, name, phone, bypassPhone, manageUrl, dutyUrl, origins, audience, reasons, quizAttempts',
      },
    ];

    it('is refused, and says which there are', async () => {
      await assert.rejects(bring(mistyped), (error) => {
        assert.ok(error instanceof ProblemError);
        assert.equal(error.code, 'invalid-request');
        assert.deepEqual(error.extension.faults, faults);
        return true;
      });
    });

    it('is refused by the route in the same way', async () => {
      const administrator = bearer(await backend.token('structureAdmin'));
      const { status, body } = await backend.call<Faults>('PUT', '/settings', mistyped, administrator);
      assert.deepEqual([status, body.code, body.faults], [400, 'invalid-request', faults]);
      const { body: kept } = await backend.call<object>('GET', '/settings', undefined, administrator);
      assert.ok(!('origin' in kept));
    });
  });

  describe('of the desk, with questions that cannot be asked', () => {
    const words = (text: string) => ({ fr: text, en: text });
    const yesNo = { id: 'stitches', kind: 'yesNo', text: words('Des points ?') };
    const options = [
      { code: 'today', label: words('Aujourd’hui') },
      { code: 'long', label: words('Avant') },
    ];
    const choice = { id: 'since', kind: 'choice', text: words('Depuis quand ?'), options };
    const first = 'reasonQuestions.0.questions.0';
    const wound = (questions: object[]) => [{ reason: 'wound', questions }];
    const { options: _options, ...openChoice } = choice;
    const wrong: readonly (readonly [string, readonly object[], string])[] = [
      ['two of one id', wound([yesNo, yesNo]), 'reasonQuestions.0.questions'],
      ['none', wound([]), 'reasonQuestions.0.questions'],
      [
        'more than a call has time for',
        wound(Array.from({ length: 9 }, (_, at) => ({ ...yesNo, id: `q${at}` }))),
        'reasonQuestions.0.questions',
      ],
      ['options where nothing is chosen', wound([{ ...yesNo, options }]), `${first}.options`],
      ['a choice without options', wound([openChoice]), `${first}.options`],
      ['a choice with one code twice', wound([{ ...choice, options: [options[0]!, options[0]!] }]), `${first}.options`],
      ['a unit of something that is no number', wound([{ ...yesNo, unit: words('cm') }]), `${first}.unit`],
      [
        'what an answer nobody can give leads to',
        wound([{ ...yesNo, actions: [{ on: 'maybe', clinician: true }] }]),
        `${first}.actions`,
      ],
      ['an answer that leads nowhere', wound([{ ...yesNo, actions: [{ on: 'yes' }] }]), `${first}.actions.0`],
      [
        'what a number leads to',
        wound([{ ...yesNo, kind: 'number', actions: [{ on: 'yes', clinician: true }] }]),
        `${first}.actions`,
      ],
      ['words longer than a line', wound([{ ...yesNo, text: words('x'.repeat(201)) }]), `${first}.text.fr`],
      ['words that are no line', wound([{ ...yesNo, text: words('a\nb') }]), `${first}.text.fr`],
      ['words nobody sees', wound([{ ...yesNo, text: words('\u200b') }]), `${first}.text.fr`],
      ['words that turn others round', wound([{ ...yesNo, text: words('Non \u202e?') }]), `${first}.text.fr`],
      ['words on two lines of another sign', wound([{ ...yesNo, text: words('a\u2028b') }]), `${first}.text.fr`],
      ['a member there is none of', wound([{ ...yesNo, score: 3 }]), `${first}.score`],
      ['a reason twice', [...wound([yesNo]), ...wound([choice])], 'reasonQuestions'],
    ];

    for (const [name, reasonQuestions, path] of wrong) {
      it(`is refused where it is wrong, and changes nothing: ${name}`, async () => {
        await bring(createDeskSettings());
        await assert.rejects(bring({ ...createDeskSettings(), reasonQuestions }), (error) => {
          assert.ok(error instanceof ProblemError);
          assert.equal(error.code, 'invalid-request');
          const faults = error.extension.faults as Faults['faults'];
          assert.ok(
            faults.some((fault) => fault.path === path && fault.accepted !== ''),
            JSON.stringify(faults),
          );
          return true;
        });
        assert.equal((await bring(createDeskSettings())).changed, false);
      });
    }

    it('is taken once they can', async () => {
      const reasonQuestions = wound([yesNo, choice]);
      assert.equal((await bring({ ...createDeskSettings(), reasonQuestions })).changed, true);
    });
  });

  it('leaves a log that verifies', async () => {
    assert.equal((await verifyLog(backend.store.db)).ok, true);
  });
});
