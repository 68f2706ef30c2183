import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { NewBooking, Problem, Professional, ProfessionalList, Role } from '@relais/model';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { createApp } from '../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../packages/server/src/app.ts';
import { startIssuer } from '../core/auth/local-issuer.ts';
import type { LocalIssuer } from '../core/auth/local-issuer.ts';
import { assertChain, bearer, bookSeat, openBackend, SECRET, send } from '../support/backend.ts';
import type { Answer, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createProfessional, PROFESSIONALS } from '../support/people.ts';
import { tamper } from '../support/tampering.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';

type Faulty = Problem & { readonly faults: readonly { readonly path: string; readonly message: string }[] };

const chief = createProfessional({ familyName: 'Abadie', roles: [{ role: 'structureAdmin' }] });

describeEngines('professionals of a structure', (engine) => {
  let backend: TestBackend;
  let administrator: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    administrator = bearer(await backend.token('structureAdmin'));
  });
  after(() => backend.close());

  const put = <T = null>(professionals: readonly object[]) =>
    backend.call<T>('PUT', '/professionals', { ...PROFESSIONALS, professionals }, administrator);
  const read = async () =>
    (await backend.call<ProfessionalList>('GET', '/professionals', undefined, administrator)).body.professionals;
  const events = async () =>
    (await backend.store.db.selectFrom('event').select('type').orderBy('sequence').execute())
      .map(({ type }) => type)
      .filter((type) => type.startsWith('professional.'));

  it('are those of the list, and an unchanged list changes nothing', async () => {
    const doctor = createProfessional({
      profession: 'generalPractitioner',
      employerFiness: '2A0001234',
      phone: '+33639981234',
      email: 'ida@exemple.fr',
      roles: [
        { role: 'slotProvider', practiceId: 'oaks' },
        { role: 'coordinator', siteId: 's-mill' },
      ],
    });
    assert.equal((await put([doctor, chief])).status, 204);
    const listed = await read();
    assert.deepEqual(
      listed.map(({ familyName }) => familyName),
      ['Abadie', 'Roux'],
    );
    assert.deepEqual({ ...listed[1], roles: new Set(listed[1]!.roles) }, { ...doctor, roles: new Set(doctor.roles) });
    const before = await events();
    assert.equal((await put([chief, { ...doctor, roles: doctor.roles.toReversed() }])).status, 204);
    assert.deepEqual(await events(), before);
    await assertChain(backend.store);
  });

  it('who are left out and named again are the same people', async () => {
    const away = createProfessional();
    await put([chief, away]);
    const idOf = async () =>
      await backend.store.db
        .selectFrom('professional')
        .select(['id', 'ended_at'])
        .where('rpps', '=', away.rpps!)
        .executeTakeFirstOrThrow();
    const first = await idOf();
    await put([chief]);
    assert.notEqual((await idOf()).ended_at, null);
    await put([chief, away]);
    assert.deepEqual(await idOf(), first);
    await assertChain(backend.store);
  });

  const twice = createProfessional();
  const wrong: [what: string, list: readonly object[], path: string][] = [
    ['nobody in charge', [createProfessional()], 'professionals'],
    [
      'an administrator of one practice alone',
      [{ ...chief, roles: [{ role: 'structureAdmin', siteId: 's-mill' }] }],
      'professionals',
    ],
    ['the same RPPS twice', [chief, twice, { ...twice, familyName: 'Autre' }], 'professionals.2'],
    ['nobody who could sign in', [chief, { ...twice, rpps: undefined }], 'professionals.1.rpps'],
    [
      'an issuer without its subject',
      [chief, { ...twice, issuer: 'https://issuer.example' }],
      'professionals.1.subject',
    ],
    ['an RPPS of ten digits', [chief, { ...twice, rpps: '1000123456' }], 'professionals.1.rpps'],
    ['a role there is none of', [chief, { ...twice, roles: [{ role: 'king' }] }], 'professionals.1.roles.0.role'],
    [
      'a practice there is none of',
      [chief, { ...twice, roles: [{ role: 'secretary', practiceId: 'moon' }] }],
      'professionals.1.roles.0.practiceId',
    ],
    [
      'a site there is none of',
      [chief, { ...twice, roles: [{ role: 'secretary', siteId: 'moon' }] }],
      'professionals.1.roles.0.siteId',
    ],
    ['a member there is none of', [chief, { ...twice, rights: [] }], 'professionals.1.rights'],
  ];
  for (const [what, list, path] of wrong) {
    it(`are not replaced by a list with ${what}`, async () => {
      const before = await read();
      const answer = await put<Faulty>(list);
      assert.deepEqual([answer.status, answer.body.code], [400, 'invalid-request']);
      assert.equal(answer.body.faults[0]?.path, path);
      assert.deepEqual(await read(), before);
    });
  }

  it('are not given the sign-in of somebody else', async () => {
    const signIn = { issuer: 'https://issuer.example', subject: 'u-7' };
    const one = createProfessional(signIn);
    assert.equal((await put([chief, one])).status, 204);
    const answer = await put<Faulty>([chief, one, createProfessional(signIn)]);
    assert.equal(answer.body.faults[0]?.path, 'professionals.2');
  });

  it('can be given a sign-in that was somebody else’s by mistake', async () => {
    const signIn = { issuer: 'https://issuer.example', subject: 'u-8' };
    const right = createProfessional({ familyName: 'Bon' });
    const wrong = createProfessional({ ...signIn, rpps: undefined, familyName: 'Faux' });
    assert.equal((await put([chief, wrong, right])).status, 204);
    assert.equal((await put([chief, { ...right, ...signIn }])).status, 204);
    assert.deepEqual(
      (await read()).map(({ familyName, subject }) => [familyName, subject]),
      [
        ['Abadie', undefined],
        ['Bon', 'u-8'],
      ],
    );
    assert.equal((await put([chief, { ...right, ...signIn, rpps: '19999999999' }])).status, 204);
    await assertChain(backend.store);
  });

  it('may be put back as they were read though a practice has gone since', async () => {
    const bound = createProfessional({ roles: [{ role: 'secretary', practiceId: 'gate' }] });
    await put([chief, bound]);
    const { practices, openings } = createTerritory();
    const isLeft = ({ practiceId }: { readonly practiceId: string }) => practiceId !== 'gate';
    await backend.change({ practices: practices.filter(({ id }) => id !== 'gate'), openings: openings.filter(isLeft) });
    assert.equal((await put(await read())).status, 204);
    await backend.change({});
  });

  it('are taken in a second, however many there may be', async () => {
    const many = Array.from({ length: 1999 }, () => createProfessional());
    assert.equal((await put([chief, ...many])).status, 204);
    assert.equal((await read()).length, 2000);
    assert.equal((await put([chief])).status, 204);
    await assertChain(backend.store);
  });

  it('can be imported by the operator, and changed rows are shown by a look at the log', async () => {
    const list = { ...PROFESSIONALS, professionals: [chief] };
    assert.equal((await importDocument(backend.context, list, 'test', STRUCTURE)).kind, 'professionals');
    assert.equal((await importDocument(backend.context, list, 'test', STRUCTURE)).changed, false);
    await assert.rejects(importDocument(backend.context, list, 'test', 'nowhere'), /not what this route accepts/);
    const { differences } = await tamper(
      backend.store,
      (db) => db.updateTable('role_grant').set({ role: 'dpo' }).execute(),
      (db) => verifyLog(db, STRUCTURE),
    );
    assert.deepEqual(
      differences.map(({ table, stored }) => [table, stored]),
      [['professional', { roles: '[{"role":"dpo"}]' }]],
    );
  });
});

describeEngines('a professional who signs in with an issuer', (engine) => {
  let issuer: LocalIssuer;
  let backend: TestBackend;
  let app: RelaisApp;
  let northern: NewBooking;
  let gated: NewBooking;
  before(async () => {
    issuer = await startIssuer();
    backend = await openBackend(engine);
    const verifier = createVerifier({
      issuers: [issuer.url],
      audience: 'relais',
      secret: SECRET,
      now: () => backend.clock.now,
    });
    app = createApp({ context: backend.context, verifier });
    northern = await bookSeat(backend, { practiceId: 'north', start: '2026-11-09T08:00:00Z' });
    gated = await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:00:00Z' });
  });
  after(async () => {
    app.close();
    await backend.close();
    await issuer.close();
  });

  const declare = (...professionals: readonly Professional[]) =>
    importDocument(backend.context, { ...PROFESSIONALS, professionals: [chief, ...professionals] }, 'test', STRUCTURE);
  const sign = (claims: object = {}) => {
    const now = Math.floor(backend.clock.now / 1000);
    return issuer.sign({ aud: 'relais', iat: now, exp: now + 300, ...claims });
  };
  const ask = async (method: string, path: string, claims: object = {}): Promise<Answer<Problem>> =>
    send(app, `/api/v1/structures/${STRUCTURE}${path}`, method, undefined, bearer(await sign(claims)));
  const sees = async ({ id }: NewBooking, claims: object = {}) => (await ask('GET', `/bookings/${id}`, claims)).status;

  it('may do nothing in a structure that does not know them, whatever their token says', async () => {
    await declare();
    assert.equal(await sees(northern, { relais_roles: ['secretary'], relais_structure: STRUCTURE }), 403);
    assert.equal((await ask('GET', '/slots')).status, 200, 'but what is open to all is open to them');
  });

  it('is found by RPPS, or by the issuer’s own identifier', async () => {
    const secretary = createProfessional();
    await declare(secretary);
    assert.equal(await sees(northern, { SubjectNameID: `8${secretary.rpps}` }), 200);
    assert.equal(await sees(northern), 403);
    await declare({ ...secretary, rpps: undefined, issuer: issuer.url, subject: 'u-1' });
    assert.equal(await sees(northern), 200);
    assert.equal(await sees(northern, { sub: 'u-2' }), 403);
  });

  it('is refused who says another number than the structure’s list', async () => {
    const doctor = createProfessional({ issuer: issuer.url, subject: 'u-1' });
    await declare(doctor);
    assert.equal(await sees(northern, { SubjectNameID: `8${doctor.rpps}` }), 200);
    assert.equal(await sees(northern, { SubjectNameID: '810009999999' }), 403);
  });

  it('is nobody to the rest of the structure with a role in one practice', async () => {
    await declare(
      createProfessional({
        issuer: issuer.url,
        subject: 'u-1',
        roles: [
          { role: 'structureAdmin', practiceId: 'north' },
          { role: 'coordinator', siteId: 's-mill' },
        ],
      }),
    );
    for (const path of ['/professionals', '/settings', '/settings/booking']) {
      assert.equal((await ask('GET', path)).status, 403, path);
    }
    assert.equal(await sees(northern), 200, 'and a coordinator of its site to the booking');
  });

  it('is anybody to the structure without a role there', async () => {
    await declare(createProfessional({ issuer: issuer.url, subject: 'u-1', roles: [] }));
    assert.equal((await ask('GET', '/slots?audience=SNP')).status, 403);
    assert.equal((await ask('GET', '/slots')).status, 200);
  });

  it('has the roles of the structure’s list; a token can leave some out and add none', async () => {
    const roles: { readonly role: Role }[] = [{ role: 'secretary' }, { role: 'coordinator' }];
    await declare(createProfessional({ issuer: issuer.url, subject: 'u-1', roles }));
    assert.equal((await ask('GET', '/planning')).status, 200);
    assert.equal((await ask('GET', '/planning', { relais_roles: ['secretary'] })).status, 403);
    assert.equal((await ask('GET', '/professionals', { relais_roles: ['structureAdmin'] })).status, 403);
    assert.equal(await sees(northern, { relais_structure: 'another' }), 403);
  });

  it('sees and changes the bookings of the practice or site they work at, and no others', async () => {
    const bound = (place: object) =>
      declare(createProfessional({ issuer: issuer.url, subject: 'u-1', roles: [{ role: 'secretary', ...place }] }));
    await bound({ practiceId: 'north' });
    assert.deepEqual([await sees(northern), await sees(gated)], [200, 403]);
    assert.equal((await ask('DELETE', `/bookings/${gated.id}`)).body.code, 'forbidden');
    assert.equal((await ask('GET', `/bookings/${gated.id}/calendar`)).status, 403);
    const everywhere = createProfessional({
      issuer: issuer.url,
      subject: 'u-1',
      roles: [{ role: 'secretary', practiceId: 'north' }, { role: 'slotProvider' }],
    });
    await declare(everywhere);
    assert.equal(await sees(gated), 200, 'a doctor of the whole structure may see it');
    assert.equal((await ask('DELETE', `/bookings/${gated.id}`)).body.code, 'forbidden', 'and not change it');
    await bound({ siteId: 's-gate' });
    assert.deepEqual([await sees(northern), await sees(gated)], [403, 200]);
    assert.equal((await ask('DELETE', `/bookings/${gated.id}`)).status, 200);
    const { actor } = await backend.store.db
      .selectFrom('event')
      .select('actor')
      .where('type', '=', 'booking.cancelled')
      .executeTakeFirstOrThrow();
    const { id } = await backend.store.db
      .selectFrom('professional')
      .select('id')
      .where('subject', '=', 'u-1')
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    assert.equal(actor, `professional:${id}`, 'the log names a pseudonym');
  });

  it('may do nothing any more once the list leaves them out', async () => {
    await declare(createProfessional({ issuer: issuer.url, subject: 'u-1' }));
    assert.equal(await sees(northern), 200);
    await declare();
    assert.equal(await sees(northern), 403);
    await assertChain(backend.store);
  });
});
