import type { Client, DutyCallList, DutyRange } from '@relais/sdk';
import type { DutyCalls } from '@relais/sdk/duty-call';
import type { FieldFault } from '../../ui/fields/form.ts';

/** A call that is being written. */
export interface DutyCallState {
  readonly name: 'dutyCall';
  /** Monday of the week whose ranges are shown. */
  readonly week: string;
  /** Names of the ranges that are asked for, of whichever week. */
  readonly ranges: readonly string[];
  readonly volunteers: readonly string[];
  /** As typed; until then the day before the first range is suggested. */
  readonly closes: string | undefined;
  readonly word: string;
  readonly faults: readonly FieldFault[];
}

/** Owns: what was read of duty calls, and the link that is shown to be copied. The screen owns when it is read. */
export class DutyCallsDesk {
  list: DutyCallList | undefined;
  ranges: readonly DutyRange[] = [];
  /** Shown until another is. */
  link: { readonly asked: string; readonly address: string } | undefined;
  #api: DutyCalls | undefined;
  #client: Client | undefined;

  /** Nothing of a structure or person that was looked at before. */
  clear(): void {
    this.list = this.link = this.#api = this.#client = undefined;
    this.ranges = [];
  }

  async api(client: Client): Promise<DutyCalls> {
    const { createDutyCalls } = await import('./duty-calls-api.ts');
    if (!this.#api || client !== this.#client) [this.#client, this.#api] = [client, createDutyCalls(client)];
    return this.#api;
  }

  async read(client: Client): Promise<void> {
    this.list = await (await this.api(client)).list();
  }

  async readRanges(client: Client): Promise<void> {
    this.ranges = await (await this.api(client)).ranges();
  }
}

/** A range has one name as long as its practice begins at that time on that day. */
export function nameOfRange({
  practiceId,
  serviceDate,
  start,
}: Pick<DutyRange, 'practiceId' | 'serviceDate' | 'start'>): string {
  return JSON.stringify([serviceDate, start, practiceId]);
}

const DAY_MS = 86_400_000;

export function mondayOf(date: string): string {
  const day = new Date(date);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}

/** Answers are of most use a day before; for today and tomorrow there is today. */
export function suggestClosing(dates: readonly string[], today: string): string {
  const first = [...dates].sort()[0] ?? today;
  const before = new Date(Date.parse(first) - DAY_MS).toISOString().slice(0, 10);
  return before < today ? today : before;
}
