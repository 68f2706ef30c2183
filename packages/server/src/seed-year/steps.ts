import type { RelaisApp } from '../app.ts';

/** Something that happens at an instant, and what follows from it later. */
export interface Step {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly act: (at: number) => Promise<readonly Step[]>;
}

/** Does steps in the order of their instants, those that follow included, up to an instant. What is later stays undone. */
export async function doSteps(steps: readonly Step[], until: number, tell: (at: number) => void): Promise<Step[]> {
  const waiting = [...steps];
  for (;;) {
    const next = waiting.reduce<Step | undefined>(
      (first, one) => (first && first.at <= one.at ? first : one),
      undefined,
    );
    if (!next || next.at >= until) return waiting;
    waiting.splice(waiting.indexOf(next), 1);
    tell(next.at);
    waiting.push(...(await next.act(next.at)));
  }
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks as somebody of the demonstration does, by the name they sign in with; as anybody without one. */
export type Ask = (who: string | undefined, method: string, path: string, body?: object) => Promise<Answer>;

/** What a person's day may bring: nothing is free, somebody has a seat already. Anything else is a mistake of the demonstration. */
const REFUSED = 409;

export function asker(app: RelaisApp, structureId: string): Ask {
  return async (who, method, path, body) => {
    const response = await app.fetch(
      new Request(`http://demonstration.relais.example/api/v1/structures/${structureId}${path}`, {
        method,
        headers: {
          'Idempotency-Key': crypto.randomUUID(),
          ...(who !== undefined && { Authorization: `Bearer ${who}` }),
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    if (!response.ok && response.status !== REFUSED)
      throw new Error(`The demonstration asked ${method} ${path} and got ${response.status}: ${text}`);
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  };
}
