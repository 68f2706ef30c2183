import { PublicEvent } from '../ui/public-event.ts';

/** A letter has been made, sent or handed over; of which run, and nothing of what it says. */
export class LetterHandedEvent extends PublicEvent<{ run: string; letter: string; state: string }> {
  constructor(detail: { run: string; letter: string; state: string }) {
    super('relais-letter-handed', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-letter-handed': LetterHandedEvent;
  }
}
