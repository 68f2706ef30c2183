import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bundleOf, illustrativePaths } from '@relais/engine/protocol';
import { createProtocols, ProtocolNotProvenError, ProtocolStepRefusedError } from '@relais/sdk/protocol';
import { readProtocolFile } from '../../server/support/protocols.ts';
import { clientOf, startBackend } from '../support/backend.ts';

const signed = { by: 'Dre Anne Durand', rpps: '10000000001', on: '2026-11-02' };
const from = '2026-11-09';

it('brings a protocol, has it validated and activated, and reads it as a run goes by it', async (test) => {
  const backend = await startBackend(test);
  const administrator = createProtocols(clientOf(backend, { getToken: () => backend.token('structureAdmin') }));
  const doctor = createProtocols(clientOf(backend, { getToken: () => backend.token('delegator') }));
  const protocol = readProtocolFile('odynophagie');
  const name = { protocol: protocol.id, version: protocol.version };
  assert.deepEqual((await administrator.import(protocol)).findings, []);
  assert.equal((await administrator.import(bundleOf(protocol))).changed, false);
  await doctor.takeStep(name, { state: 'validated', ...signed, from });
  await administrator.takeStep(name, { state: 'filed', ...signed, from });
  await administrator.takeStep(name, { state: 'active', ...signed, from });
  await doctor.switchMode(name, { kind: 'compute', ...signed });
  const [path] = illustrativePaths(protocol);
  await doctor.review(name, { paths: [path!], ...signed });
  await doctor.setParameter(protocol.id, { name: 'minAge', value: 10, validFrom: from, ...signed });
  await administrator.planActivation(protocol.id, { reason: 'season', text: 'Hiver', validFrom: from, ...signed });
  const read = await doctor.read(name);
  const [winter] = read.settings.activations;
  await administrator.endActivation(protocol.id, winter!.id, { validTo: '2026-12-31', ...signed });
  const { protocols } = await doctor.list();
  assert.deepEqual(
    protocols.map(({ id, inForce, versions }) => [id, inForce, versions[0]?.open, versions[0]?.mode]),
    [['odynophagie', '0.1', true, 'compute']],
  );
  assert.deepEqual([read.state, read.mode.kind, read.settings.parameters[0]?.value], ['active', 'compute', 10]);
});

it('says what keeps a protocol out, and why a step is refused', async (test) => {
  const backend = await startBackend(test);
  const protocols = createProtocols(clientOf(backend, { getToken: () => backend.token('structureAdmin') }));
  const protocol = readProtocolFile('odynophagie');
  const holed = { ...protocol, rules: protocol.rules.filter(({ id }) => id !== '9') };
  await assert.rejects(protocols.import(holed), (error) => {
    assert.ok(error instanceof ProtocolNotProvenError);
    assert.equal(error.findings[0]?.code, 'no-outcome');
    return true;
  });
  await protocols.import(protocol);
  const early = protocols.takeStep(
    { protocol: protocol.id, version: protocol.version },
    { state: 'active', ...signed, from },
  );
  await assert.rejects(
    early,
    (error) => error instanceof ProtocolStepRefusedError && error.outcome === 'not-from-this-state',
  );
});

it('hears of a change that somebody else has made', async (test) => {
  const backend = await startBackend(test);
  const protocols = createProtocols(clientOf(backend, { getToken: () => backend.token('structureAdmin') }));
  const { sequence } = await protocols.list();
  await protocols.import(readProtocolFile('grippe'));
  const changed = await new Promise<readonly string[]>((resolve) => {
    const stop = protocols.subscribe(
      {
        onChange: (message) => {
          stop();
          resolve(message.protocols);
        },
      },
      sequence,
    );
  });
  assert.deepEqual(changed, ['grippe']);
});
