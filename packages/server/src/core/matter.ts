import type { MatterKind } from '@relais/model';

/** How many of a kind need a person; `since` is when the oldest began to, milliseconds since the epoch. */
export interface FoundMatter {
  readonly kind: MatterKind;
  readonly count: number;
  readonly since?: number;
}
