import type { Client } from '@relais/sdk';
import { declareAction, listActions } from '@relais/sdk/action-log';
import type { ActionLogPort } from './port.ts';

/** The actions of our backend. */
export function clientPort(client: Client): ActionLogPort {
  return {
    now: () => client.now(),
    list: (period) => listActions(client, period),
    declare: (action) => declareAction(client, action),
  };
}
