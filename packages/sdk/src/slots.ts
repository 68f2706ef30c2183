import { fromInstant, SlotList } from '@relais/model';
import type { Audience } from '@relais/model';
import type { CallOptions } from './bookings.ts';
import { parseAnswer } from './errors.ts';
import type { Transport } from './transport.ts';

/** Which slots: service dates `YYYY-MM-DD`, both included; from today to the end of the horizon when absent. */
export interface SlotQuery {
  readonly from?: string;
  readonly to?: string;
  readonly audience?: Audience;
  /** Label of reserved seats, for professionals. */
  readonly label?: string;
}

export interface Slots {
  /** Slots that can be booked now, or why there is none. */
  list(query?: SlotQuery, options?: CallOptions): Promise<SlotList>;
}

/** `learnTime` is told the server's clock, in milliseconds. */
export function createSlots(transport: Transport, learnTime: (now: number) => void): Slots {
  return {
    async list(query = {}, options) {
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const path = `/slots${search && `?${search}`}`;
      const list = parseAnswer(SlotList, await transport.send({ method: 'GET', path }, options?.signal));
      learnTime(fromInstant(list.now));
      return list;
    },
  };
}
