import { createMac } from '#digest';
import { toInstant } from '@relais/model';
import type { WebhookMessage } from '@relais/model';
import type { DeliveryRow } from './tables.ts';

const SECRET_PREFIX = 'whsec_';

/** A message as it leaves. */
export interface SignedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Writes and signs a message as Standard Webhooks 1.0.0 has it (https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md):
 * HMAC-SHA-256 over id, instant of the attempt and body, under the secret without its prefix.
 */
export function writeMessage(delivery: DeliveryRow, secret: string, now: number): SignedMessage {
  const { id, structure_id: structure, run_id: run } = delivery;
  const message: WebhookMessage = {
    type: 'run.ended',
    timestamp: toInstant(delivery.at),
    data: { structure, run, sequence: delivery.sequence },
  };
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now / 1000));
  const key = Uint8Array.from(atob(secret.slice(SECRET_PREFIX.length)), (letter) => letter.charCodeAt(0));
  const signature = btoa(String.fromCharCode(...createMac(key)(`${id}.${timestamp}.${body}`)));
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Relais',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}
