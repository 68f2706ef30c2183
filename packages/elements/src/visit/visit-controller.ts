import type { OpenVisits, VisitList, Visits, VisitSettings } from '@relais/sdk/visit';
import type { ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import { ReadingController } from '../ui/reading/reading-controller.ts';
import type { Place, State } from './desk.ts';

export interface VisitControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly flow: FlowController<State>;
  readonly language: () => 'fr' | 'en';
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave: () => void;
}

/** Owns: what was read of visits. Its reading owns when it is read again, the host how it is shown. */
export class VisitController {
  list: VisitList | undefined;
  /** Left open: as whoever treats sees them; or, for whoever answers for them, without the patients. */
  open: VisitList | undefined;
  overseen: OpenVisits | undefined;
  settings: VisitSettings | undefined;
  place: Place = { structure: '', timezone: 'Europe/Paris', reasons: [], sites: [] };
  readonly reading: ReadingController<Visits>;

  readonly #language: () => 'fr' | 'en';

  constructor(host: ReactiveControllerHost, { source, flow, language, leave }: VisitControllerOptions) {
    this.#language = language;
    this.reading = new ReadingController<Visits>(host, {
      source,
      flow,
      bring: async () => (await import('./calls.ts')).createVisits,
      read: async (visits, client) => {
        const [{ name, timezone, reasons, sites }, take] = await Promise.all([
          this.reading.describe(client),
          this.#read(visits),
        ]);
        return () => {
          this.place = { structure: name, timezone, reasons, sites };
          take();
          if (flow.state.name === 'loading') flow.replace({ name: 'lists' });
        };
      },
      follow: (visits) => {
        const again = () => void this.reading.refresh();
        return visits.subscribe({ onChange: again, onReset: again }, this.list?.sequence);
      },
      leave: () => {
        this.list = this.open = this.overseen = this.settings = undefined;
        leave();
      },
    });
  }

  async #read(visits: Visits): Promise<() => void> {
    const language = this.#language();
    try {
      const [list, open] = await Promise.all([visits.list({ language }), visits.leftOpen({ language })]);
      const settings = this.settings ?? (await visits.settings().catch(whereNothing));
      return () => Object.assign(this, { list, open, settings });
    } catch (error) {
      // Whoever answers for visits reads none of them.
      if (codeOf(error) !== 'forbidden') throw error;
      const overseen = await visits.overseen();
      return () => (this.overseen = overseen);
    }
  }
}

/** A structure that has decided nothing of its visits: that is no failure. */
function whereNothing(error: unknown): undefined {
  if (codeOf(error) !== 'not-found') throw error;
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string }).code;
}
