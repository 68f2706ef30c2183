import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type {
  Fault,
  ImportedProtocol,
  Problem,
  Protocol,
  ProtocolFinding,
  ProtocolList,
  ProtocolRecord,
  ProtocolState,
} from '@relais/model';
import { bundleOf } from '@relais/engine/protocol';
import { createApp } from '../../../packages/server/src/app.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { decideParameter } from '../../../packages/server/src/protocol/changes.ts';
import { operator } from '../../../packages/server/src/protocol/policy.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { startIssuer } from '../core/auth/local-issuer.ts';
import { assertChain, bearer, openBackend, SECRET, send } from '../support/backend.ts';
import type { Answer, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createProfessional, PROFESSIONALS } from '../support/people.ts';
import { createChain, createDoubling, readProtocolFile, withRule } from '../support/protocols.ts';
import { tamper } from '../support/tampering.ts';
import { STRUCTURE } from '../support/territory.ts';

type Refused = Problem & {
  readonly faults?: readonly Fault[];
  readonly findings?: readonly ProtocolFinding[];
  readonly outcome?: string;
};

const TODAY = '2026-11-09';
const doctor = { by: 'Dre Anne Durand', rpps: '10000000001', on: '2026-11-02' };
const secretary = { by: 'Jean Petit', role: 'Secrétaire général', on: '2026-11-03' };

describeEngines('protocols of a structure', (engine) => {
  let backend: TestBackend;
  let as: Record<'structureAdmin' | 'delegator' | 'delegate', Record<string, string>>;
  before(async () => {
    backend = await openBackend(engine);
    as = {
      structureAdmin: bearer(await backend.token('structureAdmin')),
      delegator: bearer(await backend.token('delegator')),
      delegate: bearer(await backend.token('delegate')),
    };
  });
  after(() => backend.close());

  let versions = 0;
  /** A version nobody has brought yet. */
  const fresh = (name: string, changes: Partial<Protocol> = {}) =>
    readProtocolFile(name, { version: `1.${++versions}`, ...changes });
  const bring = <T = ImportedProtocol>(document: object): Promise<Answer<T>> =>
    backend.call<T>('POST', '/protocols', document, as.structureAdmin);
  const list = async () =>
    (await backend.call<ProtocolList>('GET', '/protocols', undefined, as.delegate)).body.protocols;
  const pathOf = ({ id, version }: Protocol) => `/protocols/${id}/versions/${version}`;
  const read = async (protocol: Protocol) =>
    (await backend.call<ProtocolRecord>('GET', pathOf(protocol), undefined, as.delegate)).body;
  const step = (protocol: Protocol, state: ProtocolState, changes: object = {}, who = as.structureAdmin) =>
    backend.call<Refused>(
      'POST',
      `${pathOf(protocol)}/steps`,
      { state, ...doctor, from: TODAY, ...changes },
      state === 'validated' ? as.delegator : who,
    );
  const activate = async (protocol: Protocol, from = TODAY) => {
    assert.equal((await bring(protocol)).status, 201);
    const isDelegation = protocol.kind === 'cooperationProtocol';
    for (const state of ['validated', ...(isDelegation ? ['filed' as const] : []), 'active'] as const) {
      const { status, body } = await step(protocol, state, state === 'active' ? { from } : {});
      assert.equal(status, 204, JSON.stringify(body));
    }
  };

  it('are brought once; the same text again changes nothing, another under its name is refused', async () => {
    const protocol = fresh('pollakiurie');
    const first = await bring(protocol);
    assert.deepEqual([first.status, first.body.changed, first.body.proven], [201, true, true]);
    assert.equal((await bring(protocol)).body.changed, false);
    const other = await bring<Refused>({ ...protocol, title: 'Autre titre' });
    assert.deepEqual([other.status, other.body.code], [409, 'protocol-version-taken']);
    assert.equal((await read(protocol)).protocol.title, protocol.title);
    await assertChain(backend.store);
  });

  it('come in as FHIR Bundles too', async () => {
    const protocol = fresh('entorse-cheville');
    assert.equal((await bring(bundleOf(protocol))).status, 201);
    assert.deepEqual((await read(protocol)).protocol, protocol);
  });

  it('are refused with what a doctor has to know', async () => {
    const protocol = fresh('odynophagie');
    const holed = { ...protocol, rules: protocol.rules.filter(({ id }) => id !== '9') };
    const { status, body } = await bring<Refused>(holed);
    assert.deepEqual([status, body.code], [422, 'protocol-not-proven']);
    const [finding] = body.findings!;
    assert.deepEqual([finding?.code, finding?.path], ['no-outcome', 'rules']);
    assert.match(finding?.example ?? '', /TROD/);
    assert.match(finding?.mend ?? '', /ALERTE/);
  });

  it('with a rule that cannot be proven need somebody who signs for it, and say who', async () => {
    const beyond = { when: `%resource.item.where(linkId = 'ec.when').answer.value > today()` };
    const protocol = fresh('entorse-cheville');
    assert.equal((await bring<Refused>(withRule(protocol, '9', beyond))).body.code, 'protocol-not-proven');
    const nobody = await bring<Refused>(
      withRule(protocol, '9', { ...beyond, signed: { by: 'Dre Anne Durand', on: '2026-11-02' } }),
    );
    assert.deepEqual(
      nobody.body.faults?.map(({ path }) => path.split('.').at(-1)),
      ['rpps'],
    );
    const tomorrow = withRule(protocol, '9', { ...beyond, signed: { ...doctor, on: '2026-11-10' } });
    assert.equal((await bring<Refused>(tomorrow)).body.faults?.[0]?.path, 'on');
    const signed = withRule(protocol, '9', { ...beyond, signed: doctor });
    const { status, body } = await bring(signed);
    assert.deepEqual([status, body.proven], [201, false]);
    assert.deepEqual((await read(signed)).signatures, [{ rule: '9', ...doctor }]);
    const shown = (await list()).find(({ id }) => id === protocol.id)?.versions[0];
    assert.deepEqual(shown?.unproven, ['9']);
  });

  it('so entangled that nothing can be proven of them are refused', async () => {
    for (const protocol of [createDoubling(), createChain()]) {
      const { status, body } = await bring<Refused>(protocol);
      assert.deepEqual([status, body.code], [422, 'protocol-not-proven']);
    }
  });

  it('are refused beyond a quarter of a megabyte', async () => {
    const long = { ...fresh('astreinte'), padding: 'x'.repeat(260 * 1024) };
    assert.deepEqual((await bring<Refused>(long)).status, 413);
  });

  it('of another structure stay there', async () => {
    const { status, body } = await bring<Refused>(fresh('astreinte', { structureId: 'elsewhere' }));
    assert.deepEqual([status, body.faults?.[0]?.path], [400, 'structureId']);
  });

  it('go from draft to active, and are open from that day on', async () => {
    const protocol = fresh('pollakiurie');
    await bring(protocol);
    assert.deepEqual([(await read(protocol)).state, (await read(protocol)).open], ['draft', false]);
    const early = await step(protocol, 'active');
    assert.deepEqual(
      [early.status, early.body.code, early.body.outcome],
      [409, 'protocol-step-refused', 'not-from-this-state'],
    );
    for (const state of ['validated', 'filed', 'active'] as const)
      assert.equal((await step(protocol, state)).status, 204);
    const { life, state, open } = await read(protocol);
    assert.deepEqual([state, open, life.map((one) => one.state)], ['active', true, ['validated', 'filed', 'active']]);
    assert.deepEqual(life[0], { state: 'validated', ...doctor, from: TODAY });
    await assertChain(backend.store);
  });

  it('are validated by a doctor, filed by the administrator, and stopped by either', async () => {
    const protocol = fresh('pollakiurie');
    await bring(protocol);
    const ask = (state: ProtocolState, who: Record<string, string>) =>
      backend.call<Refused>('POST', `${pathOf(protocol)}/steps`, { state, ...doctor, from: TODAY }, who);
    assert.equal((await ask('validated', as.structureAdmin)).status, 403);
    assert.equal((await ask('validated', as.delegate)).status, 403);
    assert.equal((await ask('validated', as.delegator)).status, 204);
    assert.equal((await ask('filed', as.delegator)).status, 403);
    assert.equal((await ask('filed', as.structureAdmin)).status, 204);
    assert.equal((await ask('withdrawn', as.delegator)).status, 204);
    assert.equal((await read(protocol)).state, 'withdrawn');
  });

  it('are followed by their next version, which does not wait for the last to be withdrawn', async () => {
    const [one, two] = [fresh('bpco-suivi'), fresh('bpco-suivi')];
    await activate(one);
    await activate(two, '2026-11-20');
    assert.deepEqual([(await read(one)).open, (await read(two)).open], [true, false]);
    const before = (await list()).find(({ id }) => id === 'bpco-suivi');
    assert.equal(before?.inForce, one.version);
    assert.deepEqual(before.versions[0]?.planned, [{ state: 'active', from: '2026-11-20' }]);
    backend.clock.now += 11 * 86_400_000;
    const later = bearer(await backend.token('delegate'));
    const { body } = await backend.call<ProtocolList>('GET', '/protocols', undefined, later);
    const after = body.protocols.find(({ id }) => id === 'bpco-suivi');
    assert.equal(after?.inForce, two.version);
    assert.deepEqual(
      after.versions.map(({ open }) => open),
      [true, false],
    );
    backend.clock.now -= 11 * 86_400_000;
  });

  it('are stopped today though their end was planned for later', async () => {
    const protocol = fresh('diabete-suivi');
    await activate(protocol);
    assert.equal((await step(protocol, 'withdrawn', { from: '2027-01-01' })).status, 204);
    assert.equal((await read(protocol)).open, true);
    assert.equal((await step(protocol, 'withdrawn')).status, 204);
    assert.equal((await read(protocol)).open, false);
    assert.equal((await step(protocol, 'withdrawn', { from: '2026-11-01', on: '2026-11-01' })).status, 400);
  });

  it('compute only when a doctor has switched it on, whatever their text says', async () => {
    const protocol = fresh('odynophagie', { mode: { kind: 'compute', by: 'Quelqu’un', on: '2026-01-01' } });
    await bring(protocol);
    assert.deepEqual((await read(protocol)).mode, { kind: 'display' });
    const change = (kind: string, who: Record<string, string>) =>
      backend.call('PUT', `${pathOf(protocol)}/mode`, { kind, ...doctor }, who);
    assert.equal((await change('compute', as.structureAdmin)).status, 403);
    assert.equal((await change('compute', as.delegator)).status, 204);
    assert.deepEqual((await read(protocol)).mode, { kind: 'compute', by: doctor.by, on: doctor.on });
    assert.equal((await change('display', as.structureAdmin)).status, 204);
    assert.deepEqual((await read(protocol)).mode, { kind: 'display' });
    await assertChain(backend.store);
  });

  it('say which illustrative statements a doctor has read', async () => {
    const protocol = fresh('osteoporose');
    await bring(protocol);
    const review = (paths: readonly string[], who = as.delegator) =>
      backend.call<Refused>('POST', `${pathOf(protocol)}/reviews`, { paths, ...doctor }, who);
    const rule = protocol.rules.find(({ status }) => status === 'illustrative')!;
    const sourced = protocol.rules.find(({ status }) => status === 'sourced');
    assert.equal((await review([`rules/${rule.id}`], as.structureAdmin)).status, 403);
    assert.equal((await review([`rules/${rule.id}`, `rules/${rule.id}`])).status, 204);
    assert.deepEqual((await read(protocol)).reviews, [{ path: `rules/${rule.id}`, ...doctor }]);
    const shown = (await list()).find(({ id }) => id === protocol.id)?.versions[0];
    assert.equal(shown?.reviewed, 1);
    assert.ok(shown.illustrative > 1);
    for (const path of ['rules/none', sourced ? `rules/${sourced.id}` : 'rules']) {
      assert.equal((await review([path])).body.faults?.[0]?.path, 'paths.0');
    }
    await assertChain(backend.store);
  });

  it('open in the seasons and crises that are planned, and end when it is said', async () => {
    const protocol = fresh('astreinte');
    await activate(protocol);
    const path = `/protocols/${protocol.id}/activations`;
    const plan = (validFrom: string, validTo?: string) =>
      backend.call<Refused>(
        'POST',
        path,
        { reason: 'crisis', text: 'Canicule', validFrom, ...(validTo && { validTo }), ...secretary },
        as.structureAdmin,
      );
    assert.equal((await plan('2026-11-08')).body.faults?.[0]?.path, 'validFrom');
    assert.equal((await plan('2026-11-20', '2026-11-19')).body.faults?.[0]?.path, 'validTo');
    assert.equal((await read(protocol)).open, true);
    assert.equal((await plan('2026-11-20', '2026-12-20')).status, 204);
    assert.equal((await read(protocol)).open, false);
    assert.equal((await plan(TODAY)).status, 204);
    assert.equal((await read(protocol)).open, true);
    const [now] = (await read(protocol)).settings.activations;
    assert.deepEqual([now?.by, now?.role, now?.text], [secretary.by, secretary.role, 'Canicule']);
    const end = (validTo: string) =>
      backend.call<Refused>('PUT', `${path}/${now!.id}/end`, { validTo, ...secretary }, as.structureAdmin);
    assert.equal((await end('2026-11-07')).status, 400);
    assert.equal((await end('2026-11-08')).status, 204);
    assert.equal((await read(protocol)).open, false);
    await assertChain(backend.store);
  });

  it('take the values of their territory from a day on, and only while they stay proven', async () => {
    const protocol = fresh('odynophagie');
    await activate(protocol);
    const set = (name: string, value: number, validFrom = TODAY) =>
      backend.call<Refused>(
        'POST',
        `/protocols/${protocol.id}/parameters`,
        { name, value, validFrom, ...doctor },
        as.delegator,
      );
    assert.equal((await set('minAge', 10, '2026-12-01')).status, 204);
    assert.deepEqual((await read(protocol)).settings.parameters, [
      { name: 'minAge', value: 10, validFrom: '2026-12-01', ...doctor },
    ]);
    assert.equal((await set('noAge', 10)).body.faults?.[0]?.path, 'name');
    assert.equal((await set('minAge', 10, '2026-11-01')).body.faults?.[0]?.path, 'validFrom');
    const turned = await set('minAge', 90);
    assert.deepEqual([turned.status, turned.body.code], [422, 'protocol-not-proven']);
    assert.ok(turned.body.findings?.some(({ code }) => code === 'dates-incoherent'));
    assert.equal((await read(protocol)).settings.parameters.length, 1);
    await assertChain(backend.store);
  });

  it('take a value that came just after another, when it is said again as they ask', async () => {
    const protocol = fresh('odynophagie');
    await activate(protocol);
    const set = (value: number, key: string) =>
      backend.call(
        'POST',
        `/protocols/${protocol.id}/parameters`,
        { name: 'minAge', value, validFrom: '2027-01-01', ...doctor },
        { ...as.delegator, 'idempotency-key': key },
      );
    const said = [9, 10].map((value) => ({ value, key: crypto.randomUUID() }));
    const first = await Promise.all(said.map(async ({ value, key }) => (await set(value, key)).status));
    assert.deepEqual(first.toSorted(), [204, 503]);
    for (const { value, key } of said) assert.equal((await set(value, key)).status, 204);
    await assertChain(backend.store);
  });

  it('take no value while a version comes in that was not proven with it', async () => {
    const protocol = fresh('odynophagie');
    await activate(protocol);
    const setting = { name: 'minAge', value: 10, validFrom: '2027-02-01', ...doctor };
    const decided = await decideParameter(backend.context, STRUCTURE, protocol.id, setting, operator);
    await activate(fresh('odynophagie'));
    await assert.rejects(
      write(backend.context, STRUCTURE, async (writing) => (await decided(writing))()),
      { code: 'unavailable' },
    );
    await assertChain(backend.store);
  });

  it('are not known by a name that is nobody’s', async () => {
    for (const path of ['/protocols/none/versions/1', '/protocols/astreinte/versions/none']) {
      assert.equal((await backend.call('GET', path, undefined, as.delegate)).status, 404);
      assert.equal(
        (await backend.call('PUT', `${path}/mode`, { kind: 'compute', ...doctor }, as.delegator)).status,
        404,
      );
    }
  });

  it('are told of live, by their ids alone', async () => {
    const before = (await backend.call<ProtocolList>('GET', '/protocols', undefined, as.delegate)).body.sequence;
    const protocol = fresh('grippe');
    await bring(protocol);
    const controller = new AbortController();
    const response = await backend.app.fetch(
      new Request(`http://relais.test/api/v1/structures/${STRUCTURE}/events?topic=protocols&after=${before}`, {
        headers: as.delegate,
        signal: controller.signal,
      }),
    );
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('event: protocols')) break;
    }
    controller.abort();
    assert.match(text, /"protocols":\["grippe"\]/);
    const stranger = await backend.call('GET', '/events?topic=protocols');
    assert.equal(stranger.status, 401);
  });

  it('can be imported by the operator, and a changed text is shown by a look at the log', async () => {
    const protocol = fresh('icope-fragilite');
    const done = await importDocument(backend.context, protocol, 'test', STRUCTURE);
    assert.deepEqual([done.kind, done.changed], ['protocol', true]);
    assert.equal((await importDocument(backend.context, protocol, 'test', STRUCTURE)).changed, false);
    await assert.rejects(importDocument(backend.context, protocol, 'test', 'nowhere'), /not what this route accepts/);
    const { differences } = await tamper(
      backend.store,
      async (db) => {
        await db.updateTable('protocol_version').set({ body: '{}' }).where('version', '=', protocol.version).execute();
        await db.updateTable('protocol_step').set({ state: 'withdrawn' }).where('state', '=', 'filed').execute();
        await db.deleteFrom('protocol_review').execute();
      },
      (db) => verifyLog(db, STRUCTURE),
    );
    const tables = new Set(differences.map(({ table }) => table));
    assert.deepEqual([...tables].sort(), ['protocol_review', 'protocol_step', 'protocol_version']);
  });
});

describeEngines('a doctor whom the structure knows', (engine) => {
  it('signs for nobody but herself', async () => {
    const issuer = await startIssuer();
    const backend = await openBackend(engine);
    const verifier = createVerifier({
      issuers: [issuer.url],
      audience: 'relais',
      secret: SECRET,
      now: () => backend.clock.now,
    });
    const app = createApp({ context: backend.context, verifier });
    const anne = createProfessional({
      rpps: doctor.rpps,
      profession: 'generalPractitioner',
      roles: [{ role: 'delegator' }],
      issuer: issuer.url,
      subject: 'anne',
    });
    const chief = createProfessional({ roles: [{ role: 'structureAdmin' }] });
    // Whose number nobody has written down.
    const { rpps: _, ...paul } = createProfessional({
      profession: 'generalPractitioner',
      roles: [{ role: 'delegator' }],
      issuer: issuer.url,
      subject: 'paul',
    });
    await importDocument(backend.context, { ...PROFESSIONALS, professionals: [chief, anne, paul] }, 'test', STRUCTURE);
    const protocol = readProtocolFile('pollakiurie');
    await importDocument(backend.context, protocol, 'test', STRUCTURE);
    const now = Math.floor(backend.clock.now / 1000);
    const tokenOf = (sub: string) => issuer.sign({ aud: 'relais', sub, iat: now, exp: now + 300 });
    const validate = async (rpps: string, sub = 'anne') =>
      send<Refused>(
        app,
        `/api/v1/structures/${STRUCTURE}/protocols/pollakiurie/versions/${protocol.version}/steps`,
        'POST',
        { state: 'validated', ...doctor, rpps, from: TODAY },
        bearer(await tokenOf(sub)),
      );
    assert.equal((await validate(doctor.rpps, 'paul')).body.code, 'not-own-signature');
    const other = await validate('10000000002');
    assert.deepEqual([other.status, other.body.code], [403, 'not-own-signature']);
    assert.equal((await validate(doctor.rpps)).status, 204);
    app.close();
    await backend.close();
    await issuer.close();
  });
});
