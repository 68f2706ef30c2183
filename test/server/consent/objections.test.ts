import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after as afterAll, before, it } from 'node:test';
import { sealProof } from '@relais/engine/consent';
import type { ConsentDraft, ConsentProof, ConsentRecorded, EventPerson, FigureExport, FigureList } from '@relais/model';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { createReuseObjections } from '../../../packages/server/src/consent/migrations/0039-reuse-objections.ts';
import { readRecord } from '../../../packages/server/src/indicators/fold.ts';
import { followLogs, rebuildFigures, verifyExports } from '../../../packages/server/src/indicators/index.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import type { ServiceContext } from '../../../packages/server/src/core/context.ts';
import { eraseWhatIsDue } from '../../../packages/server/src/retention/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { after, draftOf, sha256, shown } from '../../engine/consent/support.ts';
import { bearer, bookSeat, openBackend, SECRET } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { rewriteLog, tamper } from '../support/tampering.ts';
import { STRUCTURE } from '../support/territory.ts';

const MINUTE = 60_000;
/** What a no says of itself. */
const no = {
  ...({ decision: 'objected', text: undefined, informedAt: undefined, firstAskedAt: undefined } as const),
  validUntil: undefined,
};

describeEngines('who objects to the re-use of what concerns them', (engine) => {
  let backend: TestBackend;

  before(async () => {
    backend = await openBackend(engine, { clock: { now: Date.parse(after(60)) } });
  });
  afterAll(() => backend.close());

  /** Sessions end, and this clock is put forward. */
  const as = async (role: 'delegate' | 'coordinator') => bearer(await backend.token(role));
  const pseudonymOf = (id: string) => backend.context.secrets.pseudonym('patient', `${STRUCTURE}|${id}`);

  /** Somebody nobody else is, who decides and is seen. */
  const somebody = (id = `patient-${randomUUID()}`) => {
    let last: ConsentProof | undefined;
    const pseudonym = pseudonymOf(id);
    return {
      ...{ id, pseudonym },
      seal: (changes: Partial<ConsentDraft>, previous = last) =>
        sealProof(
          draftOf({
            ...{ code: 'reuseForSteering', protocol: undefined, validUntil: undefined, ...changes },
            ...{ id: randomUUID(), patient: { ...draftOf().patient, id } },
          }),
          previous,
          sha256,
        ),
      async send(proof: ConsentProof) {
        const { status, body } = await backend.call<OrProblem<ConsentRecorded>>(
          'POST',
          '/consents',
          { proof, ...(proof.text && { text: shown }) },
          await as('delegate'),
        );
        assert.equal(status, 201, JSON.stringify(body));
        last = proof;
      },
      /** Decides now. */
      async decide(changes: Partial<ConsentDraft>) {
        backend.clock.now += MINUTE;
        const now = new Date(backend.clock.now).toISOString().replace('.000Z', 'Z');
        await this.send(await this.seal({ confirmedAt: now, validFrom: now, ...changes }));
      },
      object() {
        return this.decide(no);
      },
      agree() {
        return this.decide({ decision: 'informed' });
      },
      visit: (name: string, day = '2026-11-10') => seen(name, { patient: pseudonym, age: 40, commune: 'Vallon' }, day),
    };
  };

  /** Somebody was asked for, and is sent elsewhere. */
  async function seen(name: string, person: EventPerson, day: string): Promise<void> {
    await write(backend.context, STRUCTURE, (writing) => {
      writing.record({
        ...({ type: 'intake.recorded', subject: name, actor: 'professional:1' } as const),
        data: { entryPoint: 'nurse', startedAt: `${day}T08:00:00Z`, outcome: 'redirected', reason: 'cough' },
        person,
      });
      return Promise.resolve();
    });
  }

  const rowOf = async (subject: string) => {
    const { person } = await backend.store.db
      .selectFrom('event')
      .select('person')
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    return person === null ? null : (JSON.parse(person) as EventPerson);
  };
  const recordsText = async () =>
    JSON.stringify(await backend.store.db.selectFrom('fact_record').select('body').orderBy('id').execute());
  /** Of the log alone: the requests of this test have no rows of their own. */
  const assertLog = async () => {
    const { broken, differences } = await backend.store.snapshot((trx) => verifyLog(trx));
    assert.deepEqual([broken, differences.filter(({ table }) => table !== 'intake')], [[], []]);
  };
  const another = (): ServiceContext =>
    createContext({ store: backend.store, secret: SECRET, clock: () => backend.clock.now });

  it('leave in the log how old they are, and not who they are, from then on', async () => {
    const ada = somebody();
    await ada.visit('ada-1');
    await ada.object();
    await ada.visit('ada-2');
    assert.deepEqual(await rowOf('ada-1'), { patient: ada.pseudonym, age: 40, commune: 'Vallon' });
    assert.deepEqual(await rowOf('ada-2'), { age: 40, commune: 'Vallon' });
    await assertLog();
  });

  it('are told from others again from when they say so, and only from then on', async () => {
    const bea = somebody();
    await bea.object();
    await bea.visit('bea-1');
    await bea.agree();
    await bea.visit('bea-2');
    assert.deepEqual(await rowOf('bea-1'), { age: 40, commune: 'Vallon' });
    assert.deepEqual(await rowOf('bea-2'), { patient: bea.pseudonym, age: 40, commune: 'Vallon' });
    await followLogs(backend.context);
    const { body } = await backend.store.db
      .selectFrom('fact_record')
      .select('body')
      .where('id', '=', 'intake:bea-2')
      .executeTakeFirstOrThrow();
    assert.ok(body.includes(bea.pseudonym));
    await assertLog();
  });

  it('are those who were informed and did not object, in no case', async () => {
    const cleo = somebody();
    await cleo.agree();
    await cleo.visit('cleo-1');
    await cleo.decide({ ...no, code: 'exchangeWithCarers' });
    await cleo.visit('cleo-2');
    assert.deepEqual(
      [(await rowOf('cleo-1'))?.patient, (await rowOf('cleo-2'))?.patient],
      [cleo.pseudonym, cleo.pseudonym],
    );
  });

  it('go on objecting when a device that had not heard of it sends an older information', async () => {
    const dora = somebody();
    const before = await dora.seal({ decision: 'informed', confirmedAt: after(10), validFrom: after(10) });
    await dora.object();
    const { status } = await backend.call('POST', '/consents', { proof: before, text: shown }, await as('delegate'));
    assert.equal(status, 201);
    await dora.visit('dora-1');
    assert.deepEqual(await rowOf('dora-1'), { age: 40, commune: 'Vallon' });
    await assertLog();
  });

  it('object for what happened before and is sent afterwards, too', async () => {
    const elsa = somebody();
    await elsa.object();
    await elsa.visit('elsa-late', '2026-10-02');
    assert.equal((await rowOf('elsa-late'))?.patient, undefined);
  });

  it('are nobody that figures still tell from others, whatever stood in the log before', async () => {
    const fay = somebody();
    for (const name of ['fay-1', 'fay-2', 'fay-3']) await fay.visit(name);
    await followLogs(backend.context);
    assert.ok((await recordsText()).includes(fay.pseudonym));
    await fay.object();
    await followLogs(backend.context);
    assert.ok(!(await recordsText()).includes(fay.pseudonym));
    const { differences } = await rebuildFigures(backend.store, STRUCTURE);
    assert.equal(differences, 0);
    assert.ok(!(await recordsText()).includes(fay.pseudonym));
    await assertLog();
  });

  it('are so at once for whoever asks, in every backend that has the facts in memory', async () => {
    const gil = somebody();
    for (let index = 0; index < 4; index += 1) await somebody().visit(`others-${index}`, '2026-06-10');
    for (let index = 0; index < 4; index += 1) await gil.visit(`gil-${index}`, '2026-06-10');
    const query = '/figures?indicators=SNP-01&from=2026-06-01&to=2026-06-30';
    const numerator = async () =>
      (await backend.call<FigureList>('GET', query, undefined, await as('coordinator'))).body.figures[0]?.numerator;
    assert.equal(await numerator(), 8);
    await gil.object();
    // Another backend takes it in first, and keeps it.
    await followLogs(another());
    assert.equal(await numerator(), null);
    await gil.agree();
    for (let index = 4; index < 6; index += 1) await gil.visit(`gil-${index}`, '2026-06-10');
    assert.equal(await numerator(), 10);
  });

  it('leave an export that was made before as right as it was', async () => {
    const hal = somebody();
    await hal.visit('hal-1', '2026-06-11');
    const query = { indicators: ['SNP-01', 'TER-03'], from: '2026-01-01', to: '2026-11-30' };
    const exported = await backend.call<FigureExport>('POST', '/figure-exports', query, await as('coordinator'));
    await hal.object();
    await hal.visit('hal-2', '2026-06-11');
    const [verified] = await verifyExports(backend.store.db, backend.context.secrets, [exported.body]);
    assert.deepEqual(verified, { ok: true, sealed: true, inLog: true, differing: [] });
  });

  it('object for what they book themselves, with the patient the structure knows them as', async () => {
    const slots = await backend.list();
    const person = { familyName: 'Objecte', givenName: 'Iris', birthDate: '1980-02-03', phone: '+33639980077' };
    const first = await bookSeat(backend, slots[0]!, person);
    const { patient_id: id } = await backend.store.db
      .selectFrom('booking')
      .select('patient_id')
      .where('id', '=', first.id)
      .executeTakeFirstOrThrow();
    assert.equal((await rowOf(first.id))?.patient, pseudonymOf(id));
    await somebody(id).object();
    await backend.call('DELETE', `/bookings/${first.id}`, undefined, bearer(first.token));
    const second = await bookSeat(backend, slots.at(-1)!, person);
    const rows = await backend.store.db
      .selectFrom('event')
      .select(['type', 'person'])
      .where('subject', '=', second.id)
      .execute();
    const confirmed = rows.find(({ type }) => type === 'booking.confirmed');
    assert.equal(typeof (JSON.parse(confirmed!.person!) as EventPerson).age, 'number');
    assert.ok(!JSON.stringify(rows).includes(pseudonymOf(id)));
    await assertLog();
  });

  it('go on doing so when what the structure knows of them is erased', async () => {
    await importDocument(backend.context, { formatVersion: 'relais-retention/1', bookings: 1 }, 'test', STRUCTURE);
    const { structure_id: _, id } = await backend.store.db
      .selectFrom('patient')
      .select(['structure_id', 'id'])
      .where('family_name', '=', 'Objecte')
      .executeTakeFirstOrThrow();
    backend.clock.now += 400 * 24 * 60 * MINUTE;
    await eraseWhatIsDue(backend.context);
    const erased = await backend.store.db.selectFrom('patient').select('family_name').where('id', '=', id).execute();
    assert.deepEqual(
      erased.map((row) => row.family_name),
      [''],
    );
    await somebody(id).visit('iris-late');
    assert.equal((await rowOf('iris-late'))?.patient, undefined);
    await assertLog();
    backend.clock.now -= 400 * 24 * 60 * MINUTE;
  });

  it('are known to verify-log, which tells when somebody has changed who they are', async () => {
    const differing = (change: Parameters<typeof tamper>[1]) =>
      tamper(backend.store, change, async (trx) =>
        (await verifyLog(trx)).differences.flatMap(({ table, stored }) =>
          table === 'reuse_objection' ? [stored] : [],
        ),
      );
    const jo = somebody();
    await jo.object();
    const ofJo = { structure_id: STRUCTURE, patient: jo.pseudonym };
    assert.deepEqual(
      await differing((trx) => trx.deleteFrom('reuse_objection').where('patient', '=', jo.pseudonym).execute()),
      [null],
    );
    assert.deepEqual(
      await differing((trx) =>
        trx.updateTable('reuse_objection').set({ until: 9 }).where('patient', '=', jo.pseudonym).execute(),
      ),
      [{ until: 9 }],
    );
    const added = await differing((trx) =>
      trx
        .insertInto('reuse_objection')
        .values({ ...ofJo, since: 1, until: 2 })
        .execute(),
    );
    assert.equal(added.length, 1);
    assert.ok(!JSON.stringify(added).includes(jo.pseudonym), 'no pseudonym');
  });

  it('are found in the log of an earlier version, which said what they decided and not what it changed', async () => {
    const [kim, lou] = [somebody(), somebody()];
    for (const one of [kim, lou]) {
      await one.visit(`${one.id}-1`);
      await one.object();
    }
    await lou.agree();
    const known = await backend.store.db.selectFrom('reuse_objection').selectAll().orderBy('since').execute();
    await tamper(
      backend.store,
      async (trx) => {
        await rewriteLog(trx, ({ type, data }) => {
          if (type !== 'consent.recorded') return {};
          const { objects: _, ...before } = JSON.parse(data) as { readonly objects?: boolean };
          return { data: JSON.stringify(before) };
        });
        await trx.schema.dropTable('reuse_objection').execute();
        await createReuseObjections(trx as unknown as Kysely<unknown>);
      },
      async (trx) => {
        assert.deepEqual(await trx.selectFrom('reuse_objection').selectAll().orderBy('since').execute(), known);
        // Figures still told them from others, and are made again.
        assert.deepEqual(await trx.selectFrom('fact_record').select('id').execute(), []);
        const { differences } = await verifyLog(trx);
        assert.deepEqual(
          differences.filter(({ table }) => table !== 'intake'),
          [],
        );
      },
    );
  });

  const people = ['a', 'b', 'c'];
  const step = fc.record({
    who: fc.constantFrom(...people),
    does: fc.constantFrom(
      'visit',
      'visit',
      'visit',
      'visit',
      'object',
      'agree',
      'followed',
      'followed elsewhere',
      'asked',
    ),
    on: fc.integer({ min: 1, max: 9 }),
  } as const);

  it('are left out alike by who has followed the log all along, in two backends, and by who counts it anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const own = new Map(people.map((name) => [name, somebody()]));
        const elsewhere = another();
        const round = randomUUID();
        for (const [index, { who, does, on }] of steps.entries()) {
          const person = own.get(who)!;
          // The same thing is told of again and again: what is said last counts, of whoever it is of.
          if (does === 'visit') await person.visit(`${round}-${index % 4}`, `2026-05-0${on}`);
          else if (does === 'object') await person.object();
          else if (does === 'agree') await person.agree();
          else if (does === 'followed') await followLogs(backend.context);
          else if (does === 'followed elsewhere') await followLogs(elsewhere);
          else
            await backend.call(
              'GET',
              '/figures?indicators=SNP-01&from=2026-05-01&to=2026-05-31',
              undefined,
              await as('coordinator'),
            );
        }
        await followLogs(elsewhere);
        await followLogs(backend.context);
        const kept = await recordsText();
        const { differences } = await rebuildFigures(backend.store, STRUCTURE);
        assert.equal(differences, 0);
        assert.equal(await recordsText(), kept);
        const objecting = await backend.store.db
          .selectFrom('reuse_objection')
          .select('patient')
          .where('until', 'is', null)
          .execute();
        for (const { patient } of objecting) assert.ok(!kept.includes(patient));
      }),
      { numRuns: 12, endOnFailure: true },
    );
    await assertLog();
    const records = await backend.store.db.selectFrom('fact_record').select('body').execute();
    assert.ok(
      records.some(({ body }) => Object.values(readRecord(body)).some(({ person }) => person && !person.patient)),
    );
  });
});
