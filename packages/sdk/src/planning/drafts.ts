import type { Instant, PlainDate, Territory } from '@relais/model';
import { createVaultQueue, DRAFTS } from '../core/index.ts';
import type { ClientCore } from '../core/index.ts';

/** A planning that somebody has changed and not published. */
export interface PlanningDraft {
  /** The version it was made from; 0 where there was none. */
  readonly base: number;
  readonly territory: Territory;
  /** Its effective date. */
  readonly from: PlainDate;
  /** When it was changed last. */
  readonly at: Instant;
}

/** What whoever is signed in has changed of the planning on this device: one draft, encrypted, and locked when they sign out. */
export interface PlanningDrafts {
  read(): Promise<PlanningDraft | undefined>;
  /** @returns whether it outlives the page */
  keep(draft: PlanningDraft): Promise<boolean>;
  drop(): Promise<void>;
}

const KIND = `${DRAFTS} planning`;
const ID = 'current';
/** A centre may take weeks to be agreed on; what nobody has touched for three months is nobody’s plan any more. */
const KEPT_MILLISECONDS = 90 * 24 * 3_600_000;

export function createPlanningDrafts({ vaults, now }: Pick<ClientCore, 'vaults' | 'now'>): PlanningDrafts {
  const inTurn = createVaultQueue(vaults);
  return {
    read: () => inTurn((vault) => vault.get<PlanningDraft>(KIND, ID)),
    keep: (draft) =>
      inTurn(async (vault) => {
        await vault.put(KIND, ID, draft, now() + KEPT_MILLISECONDS);
        return vault.isLasting;
      }),
    drop: () => inTurn((vault) => vault.delete(KIND, ID)),
  };
}
