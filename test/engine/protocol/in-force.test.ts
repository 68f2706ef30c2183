import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkProtocol,
  illustrativePaths,
  isStartedOn,
  parametersOn,
  protocolOn,
  statementsOf,
  takeStep,
  versionOn,
} from '@relais/engine/protocol';
import type { VersionLife } from '@relais/engine/protocol';
import type { ProtocolLife, ProtocolState, TerritoryParameter } from '@relais/model';
import { readProtocol } from './shipped.ts';

const signed = { by: 'Dre Anne Durand', rpps: '10000000001', on: '2026-11-02' };
const step = (state: ProtocolState, from: string) => ({ state, ...signed, from });
const version = (name: string, life: ProtocolLife, activation: VersionLife['activation'] = []): VersionLife => ({
  version: name,
  life,
  activation,
});
const parameter = (value: number, validFrom: string, validTo?: string): TerritoryParameter => ({
  name: 'minAge',
  value,
  validFrom,
  ...(validTo === undefined ? {} : { validTo }),
  ...signed,
});

describe('The version that runs start with', () => {
  it('is the one that became active last', () => {
    const versions = [
      version('1', [step('active', '2026-10-01')]),
      version('2', [step('active', '2026-11-20')]),
      version('3', [step('validated', '2026-11-01')]),
    ];
    const days = ['2026-09-30', '2026-10-01', '2026-11-19', '2026-11-20'];
    assert.deepEqual(
      days.map((day) => versionOn(versions, day)?.version),
      [undefined, '1', '1', '2'],
    );
  });

  it('is the one before when it is withdrawn', () => {
    const versions = [
      version('1', [step('active', '2026-10-01')]),
      version('2', [step('active', '2026-11-20'), step('withdrawn', '2026-11-25')]),
    ];
    assert.equal(versionOn(versions, '2026-11-25')?.version, '1');
  });

  it('starts nothing out of season, and neither does the version before it', () => {
    const winter = { reason: 'season', text: 'Hiver', validFrom: '2026-12-01', validTo: '2027-03-01' } as const;
    const versions = [
      version('1', [step('active', '2026-10-01')]),
      version('2', [step('active', '2026-11-01')], [winter]),
    ];
    const [one, two] = versions;
    assert.deepEqual(
      [isStartedOn(versions, one!, '2026-11-09'), isStartedOn(versions, two!, '2026-11-09')],
      [false, false],
    );
    assert.equal(isStartedOn(versions, two!, '2026-12-01'), true);
  });
});

describe('A stop', () => {
  const context = { protocol: { kind: 'coordinationProtocol' }, accepted: true } as const;
  const active: ProtocolLife = [step('validated', '2026-11-02'), step('active', '2026-11-02')];

  it('comes before the end that was planned', () => {
    const planned = takeStep(active, step('withdrawn', '2027-01-01'), context);
    assert.ok('life' in planned);
    const stopped = takeStep(planned.life, step('withdrawn', '2026-11-09'), context);
    assert.ok('life' in stopped);
    assert.equal(versionOn([version('1', stopped.life)], '2026-11-08')?.version, '1');
    for (const day of ['2026-11-09', '2027-01-02'])
      assert.equal(versionOn([version('1', stopped.life)], day), undefined);
  });

  it('keeps a version from ever becoming active that was to', () => {
    const planned: ProtocolLife = [step('validated', '2026-11-02'), step('active', '2026-12-01')];
    const stopped = takeStep(planned, step('withdrawn', '2026-11-09'), context);
    assert.ok('life' in stopped);
    assert.equal(versionOn([version('1', stopped.life)], '2026-12-02'), undefined);
  });

  it('is taken once', () => {
    const stopped = [...active, step('withdrawn', '2026-11-09')];
    assert.deepEqual(takeStep(stopped, step('withdrawn', '2026-11-10'), context), { refusal: 'not-from-this-state' });
  });
});

describe('A protocol as a run of a day goes by it', () => {
  const protocol = readProtocol('odynophagie');
  const mode = { kind: 'display' } as const;
  const on = (day: string, parameters: readonly TerritoryParameter[]) =>
    protocolOn(protocol, { mode, settings: { activations: [], parameters: [...parameters] } }, day);

  it('has the values of its territory, the one set last where there are two', () => {
    const set = [parameter(10, '2026-12-01'), parameter(12, '2026-12-10', '2026-12-20')];
    const days = ['2026-11-30', '2026-12-01', '2026-12-10', '2026-12-20', '2026-12-21'];
    const own = parametersOn(protocol, '2026-11-30').get('minAge');
    assert.deepEqual(
      days.map((day) => parametersOn(on(day, set), day).get('minAge')),
      [own, 10, 12, 12, 10],
    );
  });

  it('is proven as it is then', () => {
    assert.equal(checkProtocol(on('2026-12-01', [parameter(10, '2026-12-01')])).proven, true);
    assert.equal(checkProtocol(on('2026-12-01', [parameter(99, '2026-12-01')])).proven, false);
  });

  it('is in the mode of the structure, whatever its text says', () => {
    const text = { ...protocol, mode: { kind: 'compute', by: 'Quelqu’un', on: '2026-01-01' } as const };
    assert.deepEqual(
      protocolOn(text, { mode, settings: { activations: [], parameters: [] } }, '2026-12-01').mode,
      mode,
    );
  });

  it('leaves its text as it was', () => {
    const before = structuredClone(protocol);
    on('2026-12-01', [parameter(10, '2026-12-01')]);
    assert.deepEqual(protocol, before);
  });
});

describe('The statements of a protocol', () => {
  it('that no source gives are told by the paths of the checker, each once', () => {
    const protocol = readProtocol('odynophagie');
    const paths = illustrativePaths(protocol);
    assert.equal(new Set(paths).size, paths.length);
    const stated = new Map(statementsOf(protocol));
    assert.ok(paths.length > 0);
    for (const path of paths) assert.equal(stated.get(path)?.status, 'illustrative');
  });
});
