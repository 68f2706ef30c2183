import { PublicEvent } from '../ui/public-event.ts';
import type { Board } from './shared/boards.ts';

/** The structure's own boards have changed here. Where no server keeps them, a host that does hands them over again as `boards`. */
export class BoardsChangeEvent extends PublicEvent<{ boards: readonly Board[] }> {
  constructor(detail: { boards: readonly Board[] }) {
    super('relais-boards-change', detail);
  }
}

/** Something else is looked at: the address that shows the same again. */
export class DashboardChangeEvent extends PublicEvent<{ hash: string }> {
  constructor(detail: { hash: string }) {
    super('relais-dashboard-change', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-boards-change': BoardsChangeEvent;
    'relais-dashboard-change': DashboardChangeEvent;
  }
}
