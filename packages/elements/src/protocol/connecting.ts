// What the structure's backend knows for a run: fetched where the host names a protocol instead of handing one over.
// The consent is asked next: what the two share stands with it.
import '../consent/relais-consent.ts';
import { OfflineError, UnreachableError, type Client } from '@relais/sdk';
import { createConsents } from '@relais/sdk/consent';
import { createLetters } from '@relais/sdk/letter';
import { createProtocols, protocolOn } from '@relais/sdk/protocol';
import { createRuns, linkOf } from '@relais/sdk/run';
import { createTeam } from '@relais/sdk/team';
import type { ConsentCollector } from '@relais/sdk/consent/parts';
import type { ClientSession, SessionState } from '@relais/sdk/session';
import type { RunHost } from './types.ts';

/** What was known last is enough for a day of visits, and no longer: protocols, teams and those on call change. */
const PREPARED_MILLISECONDS = 24 * 3_600_000;

/** How long it is waited for what may be gone without, though nothing came through a moment ago. */
const UNTOLD_MILLISECONDS = 2500;

export { ClientController } from '../ui/client-controller.ts';

type Given = Pick<
  RunHost,
  | 'protocol'
  | 'texts'
  | 'records'
  | 'consents'
  | 'runs'
  | 'letters'
  | 'callees'
  | 'missing'
  | 'collector'
  | 'organization'
> & {
  /** When this device was last told, milliseconds since the epoch, where there is no network now. */
  readonly knownAt: number | undefined;
};

/**
 * All that a run of a protocol begins with, for a patient; undefined where the structure has no such protocol. Without a network it is what this device
 * was told last, for whoever is signed in.
 */
export async function connect(
  client: Client,
  protocolId: string,
  patientId: string,
  now: number,
): Promise<Given | undefined> {
  const [protocols, team, consents] = [createProtocols(client), createTeam(client), createConsents(client)];
  const { known, remembered } = createMemory(client, now);
  const { protocols: all } = await remembered('protocols', () => protocols.list());
  const listed = all.find(({ id }) => id === protocolId);
  const version = listed?.inForce ?? listed?.versions[0]?.version;
  if (version === undefined) return undefined;
  const [record, readiness, { delegators }, texts, records, info, session] = await Promise.all([
    remembered(`protocol ${protocolId} ${version}`, () => protocols.read({ protocol: protocolId, version })),
    remembered('readiness', () => team.readiness()),
    remembered(`onCall ${protocolId}`, () => team.onCall(protocolId)),
    remembered('texts', () => consents.texts()).catch(() => undefined),
    remembered(`consents ${patientId}`, () => consents.list(patientId), []),
    remembered('structure', () => client.structure.describe()),
    client.session && whoIsThere(client.session, client),
  ]);
  const day = dayIn(info.timezone, now);
  return {
    protocol: protocolOn(record.protocol, record, day),
    texts: texts?.texts,
    records,
    consents,
    runs: createRuns(client),
    letters: createLetters(client),
    callees: delegators,
    missing: readiness.protocols.find(({ protocol }) => protocol === protocolId)?.missing,
    collector: session?.status === 'signedIn' ? collectorOf(session.person) : undefined,
    organization: { name: info.name },
    knownAt: known(),
  };
}

/** As asked now; over a link that leads nowhere, as it was known last. */
function whoIsThere(session: ClientSession, { core }: Client): Promise<SessionState> {
  return linkOf(core)
    .soon(() => session.refresh())
    .catch(() => session.state);
}

interface Kept {
  readonly at: number;
  readonly value: unknown;
}

/** Answers of the backend, kept encrypted for whoever is signed in, and given again where the backend is not reached. */
function createMemory(client: Client, now: number) {
  let knownAt: number | undefined;
  const link = linkOf(client.core);
  const { vaults } = link;
  async function keep(name: string, kept: Kept): Promise<void> {
    try {
      await (await vaults.current()).put('prepared', name, kept, now + PREPARED_MILLISECONDS);
    } catch {
      // A device that keeps nothing has to be told each time.
    }
  }
  /** @param otherwise what is true enough where this device was told nothing yet */
  async function remembered<T>(name: string, ask: () => Promise<T>, otherwise?: T): Promise<T> {
    const kept = await (await vaults.known())?.get<Kept>('prepared', name);
    const isEnough = kept !== undefined || otherwise !== undefined;
    const told = async () => {
      const value = await link.hear(ask());
      await keep(name, { at: now, value });
      return value;
    };
    try {
      if (!isEnough) return await told();
      // Nobody waits long for what is at hand; what this device has never been told is waited for a little longer.
      return await link.soon(told, kept ? {} : { silent: UNTOLD_MILLISECONDS });
    } catch (error) {
      if (!(error instanceof OfflineError || error instanceof UnreachableError) || !isEnough) throw error;
      knownAt = Math.min(knownAt ?? now, kept?.at ?? now);
      return (kept?.value as T | undefined) ?? otherwise!;
    }
  }
  return { remembered, known: () => knownAt };
}

/** `YYYY-MM-DD` by the clocks of a zone; how a locale writes it is the browser's own. */
function dayIn(timeZone: string, now: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return (['year', 'month', 'day'] as const).map((type) => parts.get(type)).join('-');
}

function collectorOf({
  givenName = '',
  familyName = '',
  profession,
}: {
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly profession?: ConsentCollector['profession'] | undefined;
}): ConsentCollector | undefined {
  const name = `${givenName} ${familyName}`.trim();
  return name === '' || profession === undefined ? undefined : { name, profession };
}
