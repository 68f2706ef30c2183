import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { verifyConsent } from '@relais/engine/consent';
import type { Booking, CallbackList, PatientConsents, ProtocolList, StructureInfo, Team } from '@relais/model';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { createApp } from '../../../packages/server/src/app.ts';
import { migrationProvider } from '../../../packages/server/src/migrations.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import type { Database } from '../../../packages/server/src/tables.ts';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import { sha256 } from '../../engine/consent/support.ts';
import { assertChain, bearer, createBookingRequest, send } from '../support/backend.ts';
import type { OrProblem } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import type { EmptyDatabase, Engine } from '../support/engines.ts';
// What landed versions wrote: a booking that stands, one moved, one cancelled, holds that were released or expired, one that lives.
import data0001 from './data-0001.json' with { type: 'json' };
import data0004 from './data-0004.json' with { type: 'json' };
// The same, after a call-back that is owned, a protocol in force, a consent withdrawn with an access it closed, a team of two.
import data0013 from './data-0013.json' with { type: 'json' };

/** By the last migration that had run; its tables in the order their foreign keys ask for. */
const EARLIER = { '0001_booking': data0001, '0004_documents': data0004, '0013_team': data0013 };
type Earlier = keyof typeof EARLIER;

for (const version of Object.keys(EARLIER) as Earlier[]) {
  describeEngines(`data of the version that ended with ${version}`, (engine) => declare(engine, version));
}

function declare(engine: Engine, version: Earlier): void {
  const old = EARLIER[version];
  let database: EmptyDatabase;
  let store: Store;
  let call: <T>(method: string, path: string, body?: unknown, token?: string) => ReturnType<typeof send<OrProblem<T>>>;

  before(async () => {
    database = await engine.createDatabase();
    await writeEarlier(database, version);

    store = database.open();
    await store.migrate();
    const context = createContext({ store, secret: old.secret, clock: () => Date.parse(old.now), sendsMail: true });
    const app = createApp({ context });
    call = (method, path, body, token) =>
      send(app, `/api/v1/structures/${old.structure}${path}`, method, body, token === undefined ? {} : bearer(token));
  });
  after(async () => {
    await store.close();
    await database.remove();
  });

  const read = async ({ id, token }: { readonly id: string; readonly token: string }) =>
    (await call<Booking>('GET', `/bookings/${id}`, undefined, token)).body;

  it('keeps its log to the letter, which still holds and makes the tables', async () => {
    const rows = await store.db.selectFrom('event').selectAll().orderBy('sequence').execute();
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      old.tables.event.map((row) => ({ person: null, person_salt: null, person_digest: null, ...row })),
    );
    await assertChain(store);
  });

  it('keeps its newest documents in force', async () => {
    const { body } = await call<StructureInfo>('GET', '');
    assert.deepEqual([body.name, body.phone, body.checklist?.version], ['CPTS du Vallon', '01 99 00 56 78', '1']);
  });

  it('shows the translation of the checklist in force, where it has one', async () => {
    const { body } = await call<StructureInfo>('GET', '?language=en');
    const isTranslated = old.tables.document.some((row) => row.body.includes('translationOf'));
    assert.equal(body.checklist?.title, isTranslated ? 'Signs' : 'Signes');
  });

  it('shows its bookings to the links that were sent', async () => {
    const [stands, moved, gone] = [
      await read(old.links.stands),
      await read(old.links.moved),
      await read(old.links.gone),
    ];
    assert.deepEqual(
      [stands.status, stands.mail, moved.status, gone.status],
      ['confirmed', 'queued', 'confirmed', 'cancelled'],
    );
  });

  it('links its bookings to patients, one for all of a person', async () => {
    const bookings = await store.db.selectFrom('booking').selectAll().execute();
    const ids = bookings.map((booking) => booking.patient_id);
    const patients = await store.db.selectFrom('patient').selectAll().where('id', 'in', ids).execute();
    const exact = (row: { readonly person_key: string; readonly phone: string }) => `${row.person_key} ${row.phone}`;
    assert.ok(bookings.length > 1);
    assert.equal(patients.length, new Set(bookings.map(exact)).size);
    for (const booking of bookings) {
      const patient = patients.find(({ id }) => id === booking.patient_id);
      assert.equal(patient && exact(patient), exact(booking));
      assert.deepEqual([patient?.family_name, patient?.birth_date], [booking.family_name, booking.birth_date]);
    }
  });

  it('lets its holds be confirmed and its bookings be cancelled, and goes on with its log', async () => {
    const booked = await call<Booking>('POST', '/bookings', createBookingRequest(old.hold.token));
    assert.equal(booked.status, 201, JSON.stringify(booked.body));
    const { id, token } = old.links.stands;
    assert.equal((await call<Booking>('DELETE', `/bookings/${id}`, undefined, token)).body.status, 'cancelled');
    await assertChain(store);
  });
}

describeEngines('what a version that ended with 0013_team knew of people', (engine) => {
  let database: EmptyDatabase;
  let store: Store;
  let read: <T>(role: 'secretary' | 'delegate' | 'structureAdmin', path: string) => Promise<T>;
  before(async () => {
    database = await engine.createDatabase();
    await writeEarlier(database, '0013_team');
    store = database.open();
    await store.migrate();
    const now = Date.parse('2026-11-30T10:00:00Z');
    const { secret, structure } = data0013;
    const context = createContext({ store, secret, clock: () => now, sendsMail: true });
    const app = createApp({ context, verifier: createVerifier({ issuers: [], secret, now: () => now }) });
    read = async <T>(role: 'secretary' | 'delegate' | 'structureAdmin', path: string) => {
      const token = bearer(await signDevelopmentToken(secret, { role, structure, now }));
      const { status, body } = await send<T>(app, `/api/v1/structures/${structure}${path}`, 'GET', undefined, token);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    };
  });
  after(async () => {
    await store.close();
    await database.remove();
  });

  it('keeps its call-backs, with what was tried and noted', async () => {
    const { callbacks } = await read<CallbackList>('secretary', '/callbacks');
    const told = callbacks.map(({ class: code, attempts, note }) => [code, attempts, note]);
    assert.deepEqual(told, [
      ['a', 0, undefined],
      ['b', 1, 'Rappeler au travail'],
    ]);
  });

  it('keeps its proofs of consent, each in its place', async () => {
    const { records } = await read<PatientConsents>('delegate', '/patients/patient-ida/consents');
    assert.deepEqual(
      records.map(({ proof }) => proof.decision),
      ['given', 'given', 'withdrawn'],
    );
    const file = { formatVersion: 'relais-consents/1', records };
    assert.deepEqual((await verifyConsent(file, sha256)).faults, []);
  });

  it('keeps its protocol in force, and its team', async () => {
    const { protocols } = await read<ProtocolList>('delegate', '/protocols');
    assert.deepEqual(
      protocols.map(({ id, inForce }) => [id, inForce]),
      [['odynophagie', '0.1']],
    );
    const { members } = await read<Team>('structureAdmin', '/team');
    assert.deepEqual(members.map(({ familyName }) => familyName).sort(), ['Durand', 'Roux']);
    await assertChain(store);
  });
});

/** Fills an empty database as a landed version left it. Its tables have the columns of that version, which no type describes any more. */
async function writeEarlier(database: EmptyDatabase, version: Earlier): Promise<void> {
  const earlier = database.open();
  await new Migrator({ db: earlier.db, provider: migrationProvider }).migrateTo(version);
  const { tables } = EARLIER[version];
  for (const [table, rows] of Object.entries(tables) as [keyof Database, never[]][]) {
    await earlier.db.insertInto(table).values(rows).execute();
  }
  await earlier.close();
}

describeEngines('a migration that is cut off in the middle', (engine) => {
  it('has changed nothing, and is done at the next start', async () => {
    const database = await engine.createDatabase();
    await writeEarlier(database, '0001_booking');
    const cut = database.open();
    const migrations = await migrationProvider.getMigrations();
    const provider = {
      getMigrations: () =>
        Promise.resolve({
          ...migrations,
          '0004_documents': {
            up: async (db: Kysely<unknown>) => {
              await db.schema.alterTable('structure').dropColumn('settings_version').execute();
              throw new Error('the power went');
            },
          },
        }),
    };
    const { error } = await new Migrator({ db: cut.db, provider }).migrateToLatest();
    assert.match(String(error), /the power went/);
    await cut.close();

    const store = database.open();
    await store.migrate();
    await assertChain(store);
    await store.close();
    await database.remove();
  });
});
