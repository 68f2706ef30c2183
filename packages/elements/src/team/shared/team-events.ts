import { PublicEvent } from '../../ui/public-event.ts';

/** Something of the team was changed here: of a person in a protocol, or of what the ids left out stand for. */
export class TeamChangeEvent extends PublicEvent<{ professionalId?: string; protocolId?: string }> {
  constructor(detail: { professionalId?: string; protocolId?: string }) {
    super('relais-team-change', detail);
  }
}

/** A délégué wants to begin a run of a protocol that she can run now: the host shows it. */
export class RunRequestEvent extends PublicEvent<{ protocolId: string; version: string }> {
  constructor(detail: { protocolId: string; version: string }) {
    super('relais-run-request', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-team-change': TeamChangeEvent;
    'relais-run-request': RunRequestEvent;
  }
}
