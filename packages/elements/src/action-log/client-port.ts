import type { Client } from '@relais/sdk';
import { createDeclaring, listActions } from '@relais/sdk/action-log';
import { createHistoryImport, listHistoryImports, undoHistoryImport } from '@relais/sdk/history';
import type { ActionLogPort } from './port.ts';

/** The actions of our backend. */
export function clientPort(client: Client): ActionLogPort {
  const declare = createDeclaring(client);
  const take = createHistoryImport(client);
  return {
    now: () => client.now(),
    list: (period) => listActions(client, period),
    declare: (action) => declare(action),
    history: {
      list: () => listHistoryImports(client),
      take: (history) => take(history),
      undo: (id) => undoHistoryImport(client, id),
    },
  };
}
