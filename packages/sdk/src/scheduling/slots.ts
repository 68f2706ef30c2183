import { fromInstant, SlotList } from '@relais/model';
import type { Audience } from '@relais/model';
import type { CallOptions } from '../booking/bookings.ts';
import { parseAnswer } from '../core/errors.ts';
import { withQuery } from '../core/query.ts';
import type { Transport } from '../core/transport.ts';

/** Which slots: service dates `YYYY-MM-DD`, both included; all that can be booked when absent. */
export interface SlotQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly audience?: Audience | undefined;
  /** Label of reserved seats, for professionals. */
  readonly label?: string | undefined;
  /** `next` of a list that did not hold everything: the list behind it. */
  readonly after?: string | undefined;
}

export interface Slots {
  /** Slots that can be booked now (3,000 at most: `next` says how to go on), or why there is none. */
  list(query?: SlotQuery, options?: CallOptions): Promise<SlotList>;
}

/** `learnTime` is told the server's clock, in milliseconds. */
export function createSlots(transport: Transport, learnTime: (now: number) => void): Slots {
  return {
    async list(query = {}, options) {
      const { from, to, audience, label, after } = query;
      const path = withQuery('/slots', { from, to, audience, label, after });
      const list = parseAnswer(SlotList, await transport.send({ method: 'GET', path }, options?.signal));
      learnTime(fromInstant(list.now));
      return list;
    },
  };
}
