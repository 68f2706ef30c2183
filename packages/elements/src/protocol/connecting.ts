// What the structure's backend knows for a run: fetched where the host names a protocol instead of handing one over.
// The consent is asked next: what the two share stands with it.
import '../consent/relais-consent.ts';
import type { Client } from '@relais/sdk';
import { createConsents } from '@relais/sdk/consent';
import { createLetters } from '@relais/sdk/letter';
import { createProtocols, protocolOn } from '@relais/sdk/protocol';
import { createRuns } from '@relais/sdk/run';
import { createTeam } from '@relais/sdk/team';
import type { ConsentCollector } from '@relais/sdk/consent/parts';
import type { RunHost } from './types.ts';

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
>;

/** All that a run of a protocol begins with, for a patient; undefined where the structure has no such protocol. */
export async function connect(
  client: Client,
  protocolId: string,
  patientId: string,
  now: number,
): Promise<Given | undefined> {
  const [protocols, team, consents] = [createProtocols(client), createTeam(client), createConsents(client)];
  const listed = (await protocols.list()).protocols.find(({ id }) => id === protocolId);
  const version = listed?.inForce ?? listed?.versions[0]?.version;
  if (version === undefined) return undefined;
  const [record, readiness, { delegators }, texts, records, info, session] = await Promise.all([
    protocols.read({ protocol: protocolId, version }),
    team.readiness(),
    team.onCall(protocolId),
    consents.texts().catch(() => undefined),
    consents.list(patientId),
    client.structure.describe(),
    client.session?.refresh(),
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
  };
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
