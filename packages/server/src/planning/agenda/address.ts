import type { ServiceContext } from '../../core/context.ts';
import { judgeAddress } from '../../core/outgoing/judge-address.ts';
import type { AgendaRow } from '../tables.ts';

const PURPOSE = 'agenda';

/** An address of an agenda as it is kept, and its host, which is all that is said of it. */
export interface SealedAddress {
  readonly address: string;
  readonly host: string;
}

type Owner = Pick<AgendaRow, 'structure_id' | 'professional_id'>;

/**
 * Judges and seals the address somebody gives of their agenda. Calendars give it as `webcal:`, which is https to all of them.
 * @throws {ProblemError} `agenda-address-refused`, `unavailable`
 */
export async function sealAddress(context: ServiceContext, owner: Owner, given: string): Promise<SealedAddress> {
  const address = given.trim().replace(/^webcals?:/i, 'https:');
  await judgeAddress(context, address, 'agenda-address-refused');
  const { href, host } = new URL(address);
  return { address: await context.secrets.seal(PURPOSE, contextOf(owner), href), host };
}

/** Undefined once the server's secret is another one. */
export function unsealAddress({ secrets }: ServiceContext, row: AgendaRow): Promise<string | undefined> {
  return secrets.unseal(PURPOSE, contextOf(row), row.address);
}

/** What is put into somebody else's row is not opened there. */
function contextOf({ structure_id, professional_id }: Owner): string {
  return `${structure_id}|${professional_id}`;
}
