import { fromInstant, schedulingRoutes } from '@relais/model';
import type { Audience, SlotList } from '@relais/model';
import type { Call, CallOptions } from '../core/index.ts';

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
export function createSlots(call: Call, learnTime: (now: number) => void): Slots {
  return {
    async list(query = {}, options) {
      const { from, to, audience, label, after } = query;
      const request = { query: { from, to, audience, label, after } };
      const list = await call(schedulingRoutes.listSlots, request, options?.signal);
      learnTime(fromInstant(list.now));
      return list;
    },
  };
}
