import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Booking, Hold, NewBooking } from '@relais/model';
import { createBookingRequest, bearer } from '../server/support/backend.ts';
import type { Answer, OrProblem, TestBackend } from '../server/support/backend.ts';

export interface TrafficOptions {
  /** Backends on one database; each request goes to one of them by chance. */
  readonly backends: readonly TestBackend[];
  /** People at the same time. */
  readonly people: number;
  /** How often each of them holds a seat, books it and, most of the time, gives it back. */
  readonly visits: number;
  /** Nobody begins another visit once this is aborted. */
  readonly signal?: AbortSignal;
  /** How many requests in a hundred reach two backends with the same key, a moment apart. */
  readonly doubled: number;
  /** Window every seat is asked in. */
  readonly window: { readonly from: string; readonly to: string };
}

export interface TrafficReport {
  /** How often each status came. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Bookings that were acknowledged and neither cancelled nor left unanswered. */
  readonly standing: ReadonlySet<string>;
  /** Bookings of which nobody knows what became of them: a request about them failed for good. */
  readonly unknown: ReadonlySet<string>;
}

/** Problems that pass by themselves: asked again with the same key, as the SDK does. */
const PASSING = [409, 500, 503];
const TRIES = 40;

/** People who hold, book and cancel at several backends at once, some of their requests reaching two of them. */
export async function runTraffic(options: TrafficOptions): Promise<TrafficReport> {
  const traffic = new Traffic(options);
  await Promise.all(Array.from({ length: options.people }, () => traffic.comeAndGo()));
  return traffic;
}

class Traffic implements TrafficReport {
  readonly statuses: Record<number, number> = {};
  readonly standing = new Set<string>();
  readonly unknown = new Set<string>();
  readonly #options: TrafficOptions;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  async comeAndGo(): Promise<void> {
    const { visits, signal } = this.#options;
    for (let visit = 0; visit < visits && !signal?.aborted; visit += 1) await this.#visit(visit % 3 === 2);
  }

  /** Books a seat, and gives it back unless the person stays. */
  async #visit(stays: boolean): Promise<void> {
    const held = await this.#ask<Hold>('POST', '/holds', { window: this.#options.window });
    if (held?.status !== 201) return;
    const booked = await this.#ask<NewBooking>('POST', '/bookings', createBookingRequest(held.body.token));
    if (booked?.status !== 201) return;
    const { id, token } = booked.body;
    this.standing.add(id);
    if (stays) return;
    this.standing.delete(id);
    this.unknown.add(id);
    const cancelled = await this.#ask<Booking>('DELETE', `/bookings/${id}`, undefined, bearer(token));
    if (cancelled?.status === 200) this.unknown.delete(id);
  }

  /** One request with one key until it is answered; undefined when it never is. */
  async #ask<T>(method: string, path: string, body?: unknown, headers = {}): Promise<Answer<OrProblem<T>> | undefined> {
    const all = { 'idempotency-key': randomUUID(), 'relais-client': randomUUID(), ...headers };
    const once = () => this.#send<T>(method, path, body, all);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const answers = await Promise.all(Math.random() * 100 < this.#options.doubled ? [once(), once()] : [once()]);
      const final = answers.filter((answer) => !isPassing(answer));
      const [first, second] = final;
      if (first && second) assert.deepEqual([first.status, first.body], [second.status, second.body]);
      if (first) return first;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    }
    return undefined;
  }

  async #send<T>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<OrProblem<T>>> {
    const { backends } = this.#options;
    const backend = backends[Math.floor(Math.random() * backends.length)]!;
    const answer = await backend.call<OrProblem<T>>(method, path, body, headers);
    this.statuses[answer.status] = (this.statuses[answer.status] ?? 0) + 1;
    if (answer.status === 503) assert.ok(answer.headers.has('retry-after'), 'a 503 says when to come back');
    return answer;
  }
}

function isPassing({ status, body }: Answer<{ readonly code?: string }>): boolean {
  return PASSING.includes(status) && (status !== 409 || body.code === 'idempotency-key-in-use');
}

/** The database holds the bookings that were acknowledged, and of the others only those nobody knows about. */
export async function assertBookings(backend: TestBackend, { standing, unknown }: TrafficReport): Promise<void> {
  const rows = await backend.store.db.selectFrom('booking').select('id').where('status', '=', 'confirmed').execute();
  const confirmed = new Set(rows.map(({ id }) => id));
  assert.deepEqual(
    [...standing].filter((id) => !confirmed.has(id)),
    [],
    'no acknowledged booking is lost',
  );
  assert.deepEqual(
    [...confirmed].filter((id) => !standing.has(id) && !unknown.has(id)),
    [],
    'no booking is there that nobody was told of',
  );
}
