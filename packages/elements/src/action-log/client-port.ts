import type { Client } from '@relais/sdk';
import { createDeclaring, listActions } from '@relais/sdk/action-log';
import type { ActionLogPort } from './port.ts';

/** The actions of our backend. */
export function clientPort(client: Client): ActionLogPort {
  const declare = createDeclaring(client);
  return {
    now: () => client.now(),
    list: (period) => listActions(client, period),
    declare: (action) => declare(action),
  };
}
