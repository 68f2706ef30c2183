import { PublicEvent } from '../ui/public-event.ts';

/** A run has begun; its id is all that is said. */
export class RunStartedEvent extends PublicEvent<{ run: string }> {
  constructor(run: string) {
    super('relais-run-started', { run });
  }
}

/** A rule calls for a doctor. A host without `runs` reaches her and gives her answer to `answerAlert`. */
export class RunAlertEvent extends PublicEvent<{ run: string; rule: string }> {
  constructor(run: string, rule: string) {
    super('relais-run-alert', { run, rule });
  }
}

/** A run has ended: read how from `result`. */
export class RunEndedEvent extends PublicEvent<{ run: string }> {
  constructor(run: string) {
    super('relais-run-ended', { run });
  }
}

declare global {
  // Elements and the document alike: a host may listen where it likes.
  interface GlobalEventHandlersEventMap {
    'relais-run-started': RunStartedEvent;
    'relais-run-alert': RunAlertEvent;
    'relais-run-ended': RunEndedEvent;
  }
}
