import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import { createAgent, RushPerson } from './person.ts';
import type { Answer } from './person.ts';
import type { RushStructure } from './rush-territory.ts';

/** A booking the backend has acknowledged. */
export interface Sale {
  readonly id: string;
  readonly token: string;
  readonly seat: { readonly practiceId: string; readonly start: string };
}

/** What a rush gave: the sales, how long each hold took, every status that came, and how long it all lasted. */
export interface RushResult {
  readonly sales: readonly Sale[];
  readonly holdMs: readonly number[];
  readonly statuses: Readonly<Record<number, number>>;
  readonly requests: number;
  readonly totalMs: number;
}

const TRIES = 6;

/** Nobody comes twice: each rush brings new addresses and new telephone numbers. */
let born = 0;

/** Everybody wants the same single seat at the same moment. */
export function raceForOneSeat(url: string, structure: RushStructure, people: number): Promise<RushResult> {
  return rush(url, structure, people, async (person, note) => {
    const held = note(await person.holdWindow(), 'hold');
    return held.status === 201 ? sell(note(await person.book(held.body.token))) : undefined;
  });
}

/**
 * Everybody reads the list, chooses a seat of it, holds it, confirms it, and sends the confirmation a second time; who comes too late tries
 * another one, six times at most.
 */
export function rushForListedSeats(url: string, structure: RushStructure, people: number): Promise<RushResult> {
  return rush(url, structure, people, async (person, note) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const { slots } = note(await person.list()).body;
      const slot = slots[Math.floor(Math.random() * slots.length)];
      if (!slot) return undefined;
      const held = note(await person.holdSlot({ practiceId: slot.practiceId, start: slot.start }), 'hold');
      if (held.status !== 201) continue;
      const key = randomUUID();
      const booked = note(await person.book(held.body.token, key));
      const replayed = note(await person.book(held.body.token, key));
      assert.deepEqual([replayed.status, replayed.body, replayed.replayed], [booked.status, booked.body, true]);
      return sell(booked);
    }
    return undefined;
  });
}

/** Everybody asks once for any seat of the day, and confirms what the server has chosen. */
export function rushForAnySeat(url: string, structure: RushStructure, people: number): Promise<RushResult> {
  return raceForOneSeat(url, structure, people);
}

type Note = (answer: Answer, kind?: 'hold') => Answer;

async function rush(
  url: string,
  structure: RushStructure,
  people: number,
  act: (person: RushPerson, note: Note) => Promise<Sale | undefined>,
): Promise<RushResult> {
  const agent: Agent = createAgent();
  const statuses: Record<number, number> = {};
  const holdMs: number[] = [];
  let requests = 0;
  const note: Note = (answer, kind) => {
    requests += 1;
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (kind === 'hold') holdMs.push(answer.ms);
    return answer;
  };
  const began = performance.now();
  try {
    const everybody = Array.from({ length: people }, () => new RushPerson(++born, url, structure, agent));
    const sales = await Promise.all(everybody.map((person) => act(person, note)));
    const totalMs = performance.now() - began;
    return { sales: sales.filter((sale) => sale !== undefined), holdMs, statuses, requests, totalMs };
  } finally {
    agent.destroy();
  }
}

function sell({ status, body }: Answer): Sale {
  assert.equal(status, 201, JSON.stringify(body));
  const { id, token, seat } = body;
  return { id, token, seat: { practiceId: seat.practiceId, start: seat.start } };
}
