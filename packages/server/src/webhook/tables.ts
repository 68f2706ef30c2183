import type { Selectable } from 'kysely';

export interface WebhookTables {
  webhook: WebhookTable;
  webhook_delivery: WebhookDeliveryTable;
}

/** Where a structure's software is told; one a structure. Its secret is made again from the server's and its id. */
export interface WebhookTable {
  structure_id: string;
  /** Another one with each secret. */
  id: string;
  address: string;
  /** Tells a secret that was made with another one of the server's. */
  secret_hash: string;
  set_at: number;
  /** Number of the last that was to be told. */
  last_sequence: number;
  delivered_sequence: number | null;
  delivered_at: number | null;
  /** In vain, one after the other, of what is first in line. */
  attempts: number;
  failing_since: number | null;
  last_error_code: string | null;
  next_attempt_at: number;
  paused_at: number | null;
  /** Of the backend that tells just now, and until when no other does. */
  claim: string | null;
  claimed_until: number;
}

export type WebhookRow = Selectable<WebhookTable>;

/** What is to be told; it goes once it was. */
export interface WebhookDeliveryTable {
  structure_id: string;
  sequence: number;
  /** The same at every attempt. */
  id: string;
  run_id: string;
  /** When the run ended. */
  at: number;
}

export type DeliveryRow = Selectable<WebhookDeliveryTable>;
