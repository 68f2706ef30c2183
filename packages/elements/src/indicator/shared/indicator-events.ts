import { PublicEvent } from '../../ui/public-event.ts';

/** Somebody wants to see the visit or the run behind a line of a figure, and may: a host that shows such things opens it by its id. */
export class FigureLineEvent extends PublicEvent<{ subject: string }> {
  constructor(detail: { subject: string }) {
    super('relais-figure-line', detail);
  }
}

/** What is shown was handed on as a file; its name says of which kind. */
export class FigureExportEvent extends PublicEvent<{ file: string }> {
  constructor(detail: { file: string }) {
    super('relais-figure-export', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-figure-line': FigureLineEvent;
    'relais-figure-export': FigureExportEvent;
  }
}
