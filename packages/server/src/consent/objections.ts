import type { EventData } from '@relais/model';

type Recorded = Pick<EventData<'consent.recorded'>, 'code' | 'decision' | 'confirmedAt' | 'objects'>;

/** Reads from the log, in its order, how patients stand to the re-use of what concerns them. */
export class ToldObjections {
  /** When those whose rows do not say it last said no. */
  readonly #noes = new Map<string, string>();

  /**
   * Whether somebody objects from this row on; undefined where the row is of something else. Rows of earlier versions say what was decided and not what
   * it changed: there a no counts at once, and a yes from later than the last no.
   */
  read(patient: string, { code, decision, confirmedAt, objects }: Recorded): boolean | undefined {
    if (code !== 'reuseForSteering') return undefined;
    if (objects !== undefined) return objects;
    const no = this.#noes.get(patient);
    if (decision === 'informed') return no !== undefined && confirmedAt <= no;
    if (no === undefined || confirmedAt > no) this.#noes.set(patient, confirmedAt);
    return true;
  }
}
