import type { Client, Protocol, ProtocolStep, Role } from '@relais/sdk';
import { createProtocols } from '@relais/sdk/protocol';
import { createTeam, type Team } from '@relais/sdk/team';
import type { StructureSettings, TeamMember, Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';

/** A Tuesday, 09:40 at the place. */
export const NOW = '2026-11-10T08:40:00Z';
export const TODAY = '2026-11-10';

/** The demonstration's, which stories import and tests fetch. */
export interface TeamDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly protocols: readonly Protocol[];
}

/** All are invented. */
export const ANNE = { rpps: '10000000001', familyName: 'Durand', givenName: 'Anne' };
export const IDA = { rpps: '10000000002', familyName: 'Roux', givenName: 'Ida' };
export const LEO = { rpps: '10000000003', familyName: 'Petit', givenName: 'Léo' };
export const MAIA = { rpps: '10000000004', familyName: 'Etcheverry', givenName: 'Maïa' };
export const MARC = { rpps: '10000000005', familyName: 'Vidal', givenName: 'Marc' };
const signed = { by: 'Dre Anne Durand (fictive)', rpps: ANNE.rpps };

/** How far a structure is with its team. */
export interface TeamStageOptions {
  /** Nothing to delegate yet. */
  readonly withoutProtocols?: boolean;
  /** Protocols, and nobody in them. */
  readonly withoutPeople?: boolean;
  /** Nobody can be called. */
  readonly withoutRoster?: boolean;
  /** Last day of the certificate that is there. */
  readonly validTo?: string;
  /** Days that have gone by since. */
  readonly daysLater?: number;
}

/** A real backend in this page, with a team as it is made in life: by people with their roles, through the SDK. */
export interface TeamStage {
  readonly backend: PageBackend;
  /** Somebody of the team in front of the screen, or a role alone. */
  readonly as: (role: Role, person?: { readonly rpps: string }) => Client;
  readonly team: Team;
  /** Ids of people in the structure, by RPPS. */
  readonly idOf: (person: { readonly rpps: string }) => string;
  setOnline(isOnline: boolean): void;
}

export async function createTeamStage(documents: TeamDocuments, options: TeamStageOptions = {}): Promise<TeamStage> {
  const { settings, territory } = documents;
  const backend = await openKeptBackend(
    { structures: [{ settings, territory }], now: Date.parse(NOW) },
    JSON.stringify([documents.protocols.map(({ id }) => id), options]),
    (made) => bringTeam(made, documents, options),
  );
  let isOnline = true;
  const as = clientsOf(backend, settings.id, () => isOnline);
  const team = createTeam(as('structureAdmin'));
  const { members } = await team.read();
  return {
    backend,
    as,
    team,
    idOf: ({ rpps }) => idIn(members, rpps),
    setOnline(next) {
      isOnline = next;
      backend.fail(next ? undefined : 'offline');
    },
  };
}

function clientsOf(backend: PageBackend, structure: string, isOnline: () => boolean): TeamStage['as'] {
  return (role, person) =>
    openDevice(backend, structure, {
      isOnline,
      getToken: () => (person ? backend.signTokenOf(person.rpps, role, structure) : backend.signToken(role, structure)),
    });
}

function idIn(members: readonly TeamMember[], number: string): string {
  const member = members.find(({ rpps }) => rpps === number);
  if (!member) throw new RangeError(`Nobody has the number ${number}`);
  return member.professional;
}

async function bringTeam(
  backend: PageBackend,
  { settings, protocols }: TeamDocuments,
  { withoutProtocols, withoutPeople, withoutRoster, validTo = '2028-11-02', daysLater = 0 }: TeamStageOptions,
): Promise<void> {
  const as = clientsOf(backend, settings.id, () => true);
  const team = createTeam(as('structureAdmin'));
  await bringChief();
  if (!withoutProtocols) await bringProtocols(as, protocols);
  if (!withoutProtocols && !withoutPeople) await bringPeople();
  if (daysLater > 0) await backend.advance(daysLater * 86_400_000);

  /** A structure has somebody in charge before it has anybody else. */
  async function bringChief(): Promise<void> {
    const chief = { rpps: MARC.rpps, familyName: MARC.familyName, givenName: MARC.givenName };
    const answer = await backend.fetch(`https://relais.invalid/api/v1/structures/${settings.id}/professionals`, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        Authorization: `Bearer ${await backend.signToken('structureAdmin', settings.id)}`,
      },
      body: JSON.stringify({
        formatVersion: 'relais-professionals/1',
        professionals: [{ ...chief, roles: [{ role: 'structureAdmin' }] }],
      }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async function bringPeople(): Promise<void> {
    const all = ['odynophagie', 'pollakiurie'];
    await team.declare({
      from: '2026-11-02',
      members: [
        {
          ...ANNE,
          profession: 'generalPractitioner',
          phone: '06 39 98 12 34',
          email: 'anne.durand@relais.example',
          function: 'delegator',
          protocols: all,
        },
        {
          ...IDA,
          profession: 'nurse',
          employerFiness: '999999999',
          email: 'ida.roux@relais.example',
          function: 'delegate',
          protocols: all,
        },
        { ...LEO, profession: 'pharmacist', function: 'delegate', protocols: ['odynophagie'] },
        { ...MAIA, profession: 'nurse', function: 'delegate', protocols: ['odynophagie'] },
      ],
    });
    const { members } = await team.read();
    const idOf = ({ rpps }: { readonly rpps: string }) => idIn(members, rpps);
    const papers = { commitmentOn: '2026-11-03', swornOn: '2026-11-03' };
    for (const protocol of all)
      await team.recordAdhesion({ professional: idOf(ANNE), protocol }, { function: 'delegator', ...papers });
    const ida = { professional: idOf(IDA), protocol: 'odynophagie' };
    await team.recordAdhesion(ida, { function: 'delegate', ...papers });
    await createTeam(as('delegator', ANNE)).issueCertificate(ida, {
      theoryHours: 10,
      clinicalCases: 5,
      validTo,
      signature: { ...signed, on: '2026-11-05' },
    });
    await team.end({ professional: idOf(MAIA), protocol: 'odynophagie' }, { function: 'delegate', on: '2026-11-06' });
    if (!withoutRoster) await callFirst(idOf(ANNE));
  }

  async function callFirst(professional: string): Promise<void> {
    const start = `${TODAY}T07:00:00Z`;
    await team.setRoster({
      formatVersion: 'relais-roster/1',
      from: `${TODAY}T00:00:00Z`,
      to: `${TODAY}T23:00:00Z`,
      shifts: [{ professional, start, end: `${TODAY}T18:00:00Z`, phone: '06 39 98 12 34', rank: 1 }],
    });
  }
}

async function bringProtocols(as: TeamStage['as'], protocols: readonly Protocol[]): Promise<void> {
  const administrator = createProtocols(as('structureAdmin'));
  const doctor = createProtocols(as('delegator'));
  for (const protocol of protocols) {
    await administrator.import(protocol);
    const name = { protocol: protocol.id, version: protocol.version };
    const step = (state: ProtocolStep['state']): ProtocolStep => ({
      state,
      ...signed,
      on: protocol.date,
      from: protocol.date,
    });
    await doctor.takeStep(name, step('validated'));
    await administrator.takeStep(name, step('filed'));
    await administrator.takeStep(name, step('active'));
  }
}
