import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { LetterContent, Protocol } from '@relais/model';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { readPdf } from '../support/read-pdf.ts';
import { PROTOCOL } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';
import { openLetterStage, POSITIVE } from './stage.ts';
import type { LetterStage } from './stage.ts';

const MENTION = 'si TROD angine positif, sous 7 jours calendaires à compter de ce jour';
const CHILD = { kind: 'prescription', prescription: 'amoxicilline-enfant' } as const;
const ADULT = { kind: 'prescription', prescription: 'amoxicilline-adulte' } as const;
const condition = { mention: 'si TROD angine positif', status: 'illustrative' } as const;

/** Ours, whose child’s prescription is dispensed within seven days and whose adult’s has no number of days. */
const protocol: Protocol = {
  ...PROTOCOL,
  prescriptions: PROTOCOL.prescriptions.map((one) => ({
    ...one,
    condition: one.id === CHILD.prescription ? { ...condition, days: 7 } : condition,
  })),
};

describeEngines('a prescription that is dispensed on a test', (engine) => {
  let stage: LetterStage;
  before(async () => {
    stage = await openLetterStage(engine, { protocol });
    const { db } = stage.backend.store;
    await db.updateTable('professional').set({ phone: '+33639981234' }).where('rpps', '=', stage.first.rpps).execute();
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });

  /** What happens at that moment; the clock goes back for the other tests. */
  const at = async <T>(instant: string, act: () => Promise<T>): Promise<T> => {
    const { clock } = stage.backend;
    const before = clock.now;
    clock.now = Date.parse(instant);
    try {
      return await act();
    } finally {
      clock.now = before;
    }
  };
  const written = async (instant: string, differs: Parameters<LetterStage['finish']>[0] = { differs: POSITIVE }) => {
    const run = await stage.finish(differs);
    const prescription = differs.patient ? ADULT : CHILD;
    const made = await at(instant, () => stage.make(run.id, prescription));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return { run: run.id, letter: made.body.id };
  };
  const factsOf = ({ blocks }: LetterContent) =>
    new Map(
      blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : [])).map(({ label, value }) => [label, value]),
    );
  const codeOf = (bytes: Uint8Array) => (JSON.parse(new TextDecoder().decode(bytes)) as { code: string }).code;

  it('says on its paper on what, and its last day, of which that of the prescription is the first', async () => {
    const { run, letter } = await written('2026-11-09T08:00:00Z');
    const { bytes } = await stage.take(run, letter, 'pdf');
    const said = readPdf(bytes).tagged.map(({ text }) => text.trim());
    const paper = said.join(' ').replace(/\s+/g, ' ');
    assert.ok(
      paper.includes(`Amoxicilline 50 mg/kg/jour en 2 prises, 6 jours, au plus 2 g par jour, ${MENTION}`),
      paper,
    );
    assert.match(paper, /Le 9 novembre 2026 .*À délivrer au plus tard le\s*:? 15 novembre 2026/);
    const { content, lapsed } = (await stage.list(run)).body.letters[0]!;
    assert.equal(factsOf(content).get('À délivrer au plus tard le'), '15 novembre 2026');
    assert.deepEqual(content.condition, {
      ...{ mention: MENTION, lastDay: '2026-11-15', endsAt: '2026-11-15T23:00:00Z', illustrative: true },
    });
    assert.equal(lapsed, undefined);
  });

  it('is told to the doctor and to the patient with its days counted from its own date', async () => {
    const run = await stage.finish({ differs: POSITIVE });
    const { drafts } = (await stage.list(run.id)).body;
    for (const kind of ['liaisonLetter', 'patientSheet'] as const) {
      const { content } = drafts.find((one) => one.kind === kind)!;
      const words = JSON.stringify(content.blocks);
      assert.match(
        words,
        /si TROD angine positif, sous 7 jours calendaires à compter de la date de l’ordonnance/,
        kind,
      );
      assert.equal(content.condition, undefined, kind);
    }
  });

  it('of a run that ended weeks before is dated by the day it is written, and its days count from there', async () => {
    const { run, letter } = await written('2026-12-03T23:00:00Z');
    await at('2026-12-10T22:59:59Z', async () => {
      const { content, lapsed } = (await stage.list(run)).body.letters[0]!;
      assert.deepEqual(
        [content.dated, content.condition?.lastDay, lapsed],
        ['4 décembre 2026', '2026-12-10', undefined],
      );
      assert.equal((await stage.take(run, letter, 'pdf')).status, 200);
      const handed = await stage.act(run, letter, 'handings', { how: 'printed' });
      assert.equal(handed.body.delivery.state, 'handed');
    });
  });

  it('is neither printed nor handed over once its last day is over in Paris, and says so', async () => {
    const { run, letter } = await written('2026-12-03T10:00:00Z');
    const end = '2026-12-09T23:00:00Z';
    assert.equal((await at('2026-12-09T22:59:59Z', () => stage.take(run, letter, 'pdf'))).status, 200);
    await at(end, async () => {
      const printed = await stage.take(run, letter, 'pdf');
      assert.deepEqual([printed.status, codeOf(printed.bytes)], [409, 'prescription-lapsed']);
      const handed = await stage.act(run, letter, 'handings', { how: 'printed' });
      assert.deepEqual([handed.status, handed.body.code], [409, 'prescription-lapsed']);
      const [listed] = (await stage.list(run)).body.letters;
      assert.deepEqual(
        [listed?.lapsed, listed?.delivery.state, listed?.content.dated],
        [true, 'toHand', '3 décembre 2026'],
      );
    });
    const events = await stage.backend.store.db
      .selectFrom('event')
      .select('type')
      .where('subject', '=', letter)
      .execute();
    assert.deepEqual(
      events.map(({ type }) => type),
      ['letter.made'],
    );
  });

  it('that was handed over on its last day is noted later with that day, and with no day on which it cannot have been', async () => {
    const { run, letter } = await written('2026-12-03T10:00:00Z');
    const hand = (on: string) => stage.act(run, letter, 'handings', { how: 'printed', on });
    await at('2026-12-09T23:00:00Z', async () => {
      for (const day of ['2026-12-02', '2026-12-11', '9999-12-31', '0001-01-01']) {
        const refused = await hand(day);
        assert.deepEqual([refused.status, refused.body.code], [409, 'handing-day-refused'], day);
      }
      const today = await hand('2026-12-10');
      assert.deepEqual([today.status, today.body.code], [409, 'prescription-lapsed']);
      for (const day of ['2026-02-30', 'hier', '']) assert.equal((await hand(day)).status, 400, day);
      const noted = await hand('2026-12-09');
      const delivery = { state: 'handed', at: '2026-12-09T23:00:00Z', on: '2026-12-09' };
      assert.deepEqual([noted.status, noted.body.delivery], [200, delivery], JSON.stringify(noted.body));
      assert.deepEqual((await stage.list(run)).body.letters[0]?.delivery, delivery);
      assert.equal((await stage.take(run, letter, 'pdf')).status, 409, 'it is printed no more');
    });
    const { data } = await stage.backend.store.db
      .selectFrom('event')
      .select('data')
      .where('subject', '=', letter)
      .where('type', '=', 'letter.handed')
      .executeTakeFirstOrThrow();
    assert.equal((JSON.parse(data) as { on?: string }).on, '2026-12-09');
    assert.deepEqual((await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE))).differences, []);
  });

  it('has its midnight from the clocks of Paris in the weeks in which they change', async () => {
    const spring = await written('2027-03-26T10:00:00Z');
    const autumn = await written('2027-10-29T10:00:00Z');
    const printed = async ({ run, letter }: typeof spring, instant: string) =>
      (await at(instant, () => stage.take(run, letter, 'pdf'))).status;
    assert.deepEqual(
      [await printed(spring, '2027-04-01T21:59:59Z'), await printed(spring, '2027-04-01T22:00:00Z')],
      [200, 409],
    );
    assert.deepEqual(
      [await printed(autumn, '2027-11-04T22:59:59Z'), await printed(autumn, '2027-11-04T23:00:00Z')],
      [200, 409],
    );
  });

  it('that has lapsed is not made again of the same run, though the same one asked for twice is the same answer', async () => {
    const run = await stage.finish({ differs: POSITIVE });
    const id = randomUUID();
    const first = await at('2026-12-03T10:00:00Z', () => stage.make(run.id, { ...CHILD, id }));
    assert.equal(first.status, 201);
    await at('2026-12-09T23:00:00Z', async () => {
      const [again, another] = [await stage.make(run.id, { ...CHILD, id }), await stage.make(run.id, CHILD)];
      assert.deepEqual([again.status, again.body.id], [201, id]);
      assert.deepEqual([another.status, another.body.code], [409, 'prescription-lapsed']);
      assert.equal((await stage.list(run.id)).body.letters.length, 1, 'nothing half-made');
      assert.equal((await stage.make(run.id)).status, 201, 'a letter to the doctor is another matter');
    });
  });

  it('is made again on its day to correct it, and not later, so that its last day is never put off', async () => {
    const run = await stage.finish({ differs: POSITIVE });
    const make = (instant: string) => at(instant, () => stage.make(run.id, CHILD));
    assert.equal((await make('2026-12-03T10:00:00Z')).status, 201);
    assert.equal((await make('2026-12-03T22:59:00Z')).status, 201);
    const later = await make('2026-12-03T23:00:00Z');
    assert.deepEqual([later.status, later.body.code], [409, 'prescription-made']);
    assert.equal((await stage.list(run.id)).body.letters.length, 2, 'nothing half-made');
  });

  it('without a number of days says its condition alone and does not lapse', async () => {
    const { run, letter } = await written('2026-11-09T08:00:00Z', {
      differs: { 'od.trod': 'positif', 'od.age': 30, 'od.temp': 38.6, 'od.nodes': true, 'od.tonsil': true },
      patient: { birthDate: '1996-03-21', ageYears: 30 },
    });
    await at('2027-11-09T08:00:00Z', async () => {
      const { content, lapsed } = (await stage.list(run)).body.letters[0]!;
      assert.deepEqual([content.condition?.mention, content.condition?.lastDay], ['si TROD angine positif', undefined]);
      assert.ok(!factsOf(content).has('À délivrer au plus tard le'));
      assert.deepEqual([lapsed, (await stage.take(run, letter, 'pdf')).status], [undefined, 200]);
    });
  });

  it('cannot have its last day moved afterwards without being found', async () => {
    const { letter } = await written('2026-11-09T08:00:00Z');
    const { db } = stage.backend.store;
    const differences = async () =>
      (await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE))).differences.map(({ id }) => id);
    const row = () => db.updateTable('letter').where('id', '=', letter);
    const { content } = await db
      .selectFrom('letter')
      .select('content')
      .where('id', '=', letter)
      .executeTakeFirstOrThrow();
    await row()
      .set({ content: content.replace('2026-11-15T23:00:00Z', '2027-11-15T23:00:00Z') })
      .execute();
    assert.deepEqual(await differences(), [letter]);
    await row().set({ content }).execute();
    assert.deepEqual(await differences(), []);
  });
});
