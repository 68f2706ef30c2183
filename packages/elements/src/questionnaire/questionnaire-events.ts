import { PublicEvent } from '../ui/public-event.ts';
import type { SignatureRequestEvent } from './fields/signature-event.ts';

/** Answers have changed: those of the person, and all that followed from them. Read them from `response`. */
export class QuestionnaireChangeEvent extends PublicEvent<{ linkIds: readonly string[] }> {
  constructor(linkIds: readonly string[]) {
    super('relais-change', { linkIds });
  }
}

/** The form has become complete and right, or has stopped being so, or has another number of errors. */
export class QuestionnaireValidityEvent extends PublicEvent<{
  valid: boolean;
  errors: number;
  warnings: number;
}> {
  constructor(detail: { valid: boolean; errors: number; warnings: number }) {
    super('relais-validity', detail);
  }
}

/**
 * The person has finished and nothing is left to correct; `response` has the status `completed`, or `amended` when the response
 * that was resumed had been finished before.
 */
export class QuestionnaireCompleteEvent extends PublicEvent<Record<string, never>> {
  readonly #awaited: Promise<unknown>[] = [];

  constructor() {
    super('relais-complete', {});
  }

  /**
   * Keeps the draft until what is promised is done: the response is saved. When it fails the finished response stays as the
   * draft.
   *
   * @throws {DOMException} InvalidStateError, once the event has been dispatched: the draft is gone by then
   */
  waitUntil(saved: PromiseLike<unknown>): void {
    if (this.eventPhase === Event.NONE) throw new DOMException('Already dispatched', 'InvalidStateError');
    this.#awaited.push(Promise.resolve(saved));
  }

  /** Resolves when all that is to be waited for is done; undefined when there is nothing. */
  get saved(): Promise<unknown> | undefined {
    return this.#awaited.length > 0 ? Promise.all(this.#awaited) : undefined;
  }
}

/** Something happened to the draft kept on this device. */
export class QuestionnaireDraftEvent extends PublicEvent<{
  state: 'saved' | 'resumed' | 'discarded' | 'failed';
}> {
  constructor(state: 'saved' | 'resumed' | 'discarded' | 'failed') {
    super('relais-draft', { state });
  }
}

declare global {
  // Elements and the document alike: a host may listen where it likes.
  interface GlobalEventHandlersEventMap {
    'relais-change': QuestionnaireChangeEvent;
    'relais-validity': QuestionnaireValidityEvent;
    'relais-complete': QuestionnaireCompleteEvent;
    'relais-draft': QuestionnaireDraftEvent;
    'relais-signature-request': SignatureRequestEvent;
  }
}
