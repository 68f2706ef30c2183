import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { RushStructure } from './rush-territory.ts';

/** The members the rush reads of the bodies it expects; a refusal has others. */
export interface Body {
  readonly id: string;
  readonly token: string;
  readonly status: string | number;
  readonly code: string;
  readonly seat: { readonly practiceId: string; readonly start: string };
  readonly slots: readonly { readonly practiceId: string; readonly start: string }[];
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly replayed: boolean;
  readonly ms: number;
}

/** Every person has a connection of their own, kept open, as browsers do. */
export function createAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: Infinity });
}

const RUN = randomUUID();

/** One invented person at one device at one address: the same number is the same device, also over another connection. */
export class RushPerson {
  readonly number: number;
  readonly #base: string;
  readonly #structure: RushStructure;
  readonly #agent: Agent;
  readonly #clientId: string;

  constructor(number: number, backendUrl: string, structure: RushStructure, agent: Agent) {
    this.number = number;
    this.#base = `${backendUrl}/api/v1/structures/${structure.id}`;
    this.#structure = structure;
    this.#agent = agent;
    this.#clientId = `${RUN}-${number}`;
  }

  list(): Promise<Answer> {
    return this.#ask('GET', '/slots');
  }

  holdSlot(slot: { practiceId: string; start: string }, key: string = randomUUID()): Promise<Answer> {
    return this.#ask('POST', '/holds', key, { slot });
  }

  holdWindow(key: string = randomUUID()): Promise<Answer> {
    return this.#ask('POST', '/holds', key, { window: this.#structure.window });
  }

  book(token: string, key: string = randomUUID()): Promise<Answer> {
    return this.#ask('POST', '/bookings', key, {
      token,
      reason: 'other',
      person: {
        familyName: `Essai${this.number}`,
        givenName: 'Camille',
        birthDate: '1980-01-01',
        phone: `06${String(10_000_000 + this.number)}`,
      },
      checklistRun: { version: this.#structure.checklistVersion, yes: [], answeredAt: '2026-01-01T00:00:00Z' },
    });
  }

  read(bookingId: string, token: string): Promise<Answer> {
    return this.#ask('GET', `/bookings/${bookingId}`, undefined, undefined, token);
  }

  cancel(bookingId: string, token: string): Promise<Answer> {
    return this.#ask('DELETE', `/bookings/${bookingId}`, randomUUID(), undefined, token);
  }

  /** Rejects when the connection breaks before the answer is whole: nobody knows then whether it was done. */
  #ask(method: string, path: string, key?: string, body?: object, token?: string): Promise<Answer> {
    const began = performance.now();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      'X-Forwarded-For': `10.${(this.number >> 16) & 255}.${(this.number >> 8) & 255}.${this.number & 255}`,
      'Relais-Client': this.#clientId,
      ...(key === undefined ? {} : { 'Idempotency-Key': `"${key}"` }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(text === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
    };
    return new Promise((resolve, reject) => {
      const asking = request(this.#base + path, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('close', () => {
          if (!response.complete) return;
          const content = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(content) as Body,
            replayed: response.headers['idempotent-replayed'] === 'true',
            ms: performance.now() - began,
          });
        });
      });
      asking.on('error', reject);
      asking.end(text);
    });
  }
}
