import { createClient } from '@relais/sdk';
import type { Client, ClientOptions } from '@relais/sdk';
import { problemCatalogue } from '@relais/model';
import type { ProblemCode } from '@relais/model';
import { createHandClock } from './clock.ts';
import type { HandClock } from './clock.ts';

/** One answer of a scripted server: a response, a network that fails, or no answer ever. */
export type Step = Response | 'network error' | 'silence';

export interface ScriptedClient {
  readonly client: Client;
  readonly clock: HandClock;
  readonly requests: readonly Request[];
}

/** A client whose server answers by a script, its last step again and again. For what needs no server: tries, pauses, wrong answers. */
export function clientOf(steps: readonly Step[], options: Partial<ClientOptions> = {}): ScriptedClient {
  const clock = createHandClock();
  const requests: Request[] = [];
  const client = createClient({
    api: 'https://agenda.test',
    structure: 'cpts',
    storage: 'memory',
    now: clock.now,
    sleep: clock.sleep,
    random: () => 1,
    isOnline: () => true,
    fetch(request) {
      const step = steps[Math.min(requests.push(request), steps.length) - 1];
      if (step === 'network error' || step === undefined) return Promise.reject(new TypeError('fetch failed'));
      return step === 'silence' ? new Promise(() => {}) : step.clone();
    },
    ...options,
  });
  return { client, clock, requests };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

export function problem(code: ProblemCode, members: object = {}, headers: Record<string, string> = {}): Response {
  const { status, title } = problemCatalogue[code];
  const body = { type: `urn:relais:problem:${code}`, title, status, code, ...members };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}

export const emptyList = { now: '2026-11-09T07:00:00Z', sequence: 1, slots: [] };
