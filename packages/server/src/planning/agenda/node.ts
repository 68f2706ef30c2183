import { createAgendaReader } from './beside.ts';

/** Reads agendas beside the backend's own work, one at a time for all structures. */
export const readBeside = createAgendaReader();
