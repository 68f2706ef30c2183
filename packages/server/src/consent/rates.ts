import { ConsentCode } from '@relais/model';
import type { ConsentRate } from '@relais/model';
import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/**
 * What rates are given of. Periods that overlap, or one that still grows, would tell by their difference what a few people have decided: so quarters
 * alone, once they are over, of what the server received in them.
 */
export interface Quarter {
  readonly from: number;
  readonly to: number;
}

/** `2026-Q4`; undefined for what is none. */
export function quarterOf(text: string): Quarter | undefined {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const month = String(3 * Number(quarter) - 2).padStart(2, '0');
  const start = new Date(`${year}-${month}-01T00:00:00Z`);
  return { from: start.getTime(), to: new Date(start).setUTCMonth(start.getUTCMonth() + 3) };
}

/** The last one that is over. */
export function quarterBefore(now: number): Quarter {
  const at = new Date(now);
  const to = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - (at.getUTCMonth() % 3));
  return { from: new Date(to).setUTCMonth(new Date(to).getUTCMonth() - 3), to };
}

/**
 * Shares by decision, of what was received in a quarter.
 * @param fewest below that a share would say what each of a few people has decided
 */
export async function listRates(
  db: Kysely<Database>,
  structureId: string,
  { from, to }: Quarter,
  fewest: number,
): Promise<ConsentRate[]> {
  const rows = await db
    .selectFrom('consent_proof')
    .select(({ fn }) => ['code', 'decision', fn.countAll<number | string>().as('count')])
    .where('structure_id', '=', structureId)
    .where('received_at', '>=', from)
    .where('received_at', '<', to)
    .groupBy(['code', 'decision'])
    .execute();
  return ConsentCode.options.flatMap((code) => {
    const counts = new Map(
      rows.filter((row) => row.code === code).map(({ decision, count }) => [decision, Number(count)]),
    );
    const of = (...decisions: Parameters<typeof counts.get>[0][]) =>
      decisions.reduce((sum, decision) => sum + (counts.get(decision) ?? 0), 0);
    const agreed = of('given', 'informed');
    const refused = of('refused', 'objected');
    const withdrawn = of('withdrawn');
    const asked = agreed + refused + of('referredToDoctor', 'urgencyException');
    if (asked === 0 && withdrawn === 0) return [];
    if (asked < fewest) return [{ code }];
    const isFew = (count: number) => count > 0 && count < fewest;
    const share = (count: number) => Math.round((count / asked) * 1000) / 1000;
    // What is not shown must not be what the others leave over.
    const isTold = ![agreed, refused, asked - agreed, asked - agreed - refused].some(isFew);
    return [
      {
        code,
        asked,
        ...(isTold && { agreed: share(agreed), refused: share(refused) }),
        ...(!isFew(withdrawn) && { withdrawn: share(withdrawn) }),
      },
    ];
  });
}
