import type { IntakeOutcome } from '@relais/sdk';
import { PublicEvent } from '../ui/public-event.ts';

/** A request has been recorded, with where it ended. Ids alone. */
export class IntakeRecordedEvent extends PublicEvent<{
  readonly intakeId: string;
  readonly outcome: IntakeOutcome;
  readonly bookingId?: string | undefined;
  readonly callbackId?: string | undefined;
}> {
  constructor(detail: IntakeRecordedEvent['detail']) {
    super('relais-intake-recorded', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-intake-recorded': IntakeRecordedEvent;
  }
}
