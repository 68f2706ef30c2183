import type { DoctorAnswer } from '@relais/sdk';
import { PublicEvent } from '../ui/public-event.ts';

/** A treating doctor has answered. The detail says neither who nor about whom. */
export class DoctorAnsweredEvent extends PublicEvent<{ answer: DoctorAnswer }> {
  constructor(detail: { answer: DoctorAnswer }) {
    super('relais-doctor-answered', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-doctor-answered': DoctorAnsweredEvent;
  }
}
