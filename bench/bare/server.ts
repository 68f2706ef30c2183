// What a rush costs at least: the same routes over plain `http`, written by hand with prepared statements and no framework. It writes the rows our
// backend writes and commits them in groups as ours does, so that the difference between the two is what our backend adds: rules, rights, limits, the
// contract. It knows nothing but the rush; a program of its own, so that it shares a processor with nobody.
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBareDatabase } from './database.ts';
import { BareGroups } from './groups.ts';
import { chooseSlot, loadStructures } from './structures.ts';
import type { BareSlot, BareStructure } from './structures.ts';

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly replayed?: boolean;
}

interface BareRequest {
  readonly structure: BareStructure;
  readonly key: string;
  readonly fingerprint: string;
  readonly client: string;
  readonly body: {
    readonly slot?: { readonly practiceId: string; readonly start: string };
    readonly window?: { readonly from: string; readonly to: string };
    readonly token?: string;
    readonly person?: Readonly<Record<string, string>>;
    readonly checklistRun?: { readonly version: string };
  };
}

process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
process.on('SIGTERM', () => process.exit(0));

const secret = process.env.RELAIS_SECRET ?? '';
const database = await openBareDatabase(process.env);
const structures = await loadStructures(database.reader);
const groups = new BareGroups(database);
const { writer, reader } = database;

const server = createServer((request, response) => {
  void respond(request, response).catch(() => response.writeHead(500).end('{}'));
});
server.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1', backlog: 4096 }, () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json\n`);
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body, replayed } = await route(request);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}),
  });
  response.end(JSON.stringify(body));
}

async function route(request: IncomingMessage): Promise<Answer> {
  if (request.url === '/health') return { status: 200, body: {} };
  const [, id = '', place] = /^\/api\/v1\/structures\/([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
  const structure = structures.get(id);
  if (!structure) return { status: 404, body: {} };
  if (request.method === 'GET') return list(structure);
  const text = await readText(request);
  const key = pseudonym(`request|${String(request.headers['idempotency-key'])}`);
  const client = pseudonym(`client|${String(request.headers['relais-client'])}`);
  const asked = { structure, key, client, fingerprint: pseudonym(text), body: JSON.parse(text) as BareRequest['body'] };
  return (await findAnswer(asked)) ?? (place === 'holds' ? await hold(asked) : await book(asked));
}

function list({ slots }: BareStructure): Answer {
  const free = slots.filter(({ taken, capacity }) => taken < capacity);
  return {
    status: 200,
    body: { slots: free.map(({ practiceId, start, capacity, taken }) => ({ practiceId, start, capacity, taken })) },
  };
}

async function findAnswer({ structure, key }: BareRequest): Promise<Answer | undefined> {
  const [row] = await reader.query('select status, body from idempotency where structure_id = $1 and key_hash = $2', [
    structure.id,
    key,
  ]);
  return row && { status: Number(row.status), body: JSON.parse(String(row.body)) as object, replayed: true };
}

async function hold(asked: BareRequest): Promise<Answer> {
  const { structure, body, client } = asked;
  const slot = body.slot
    ? structure.slots.find(
        ({ practiceId, start, taken, capacity }) =>
          practiceId === body.slot?.practiceId && start === body.slot.start && taken < capacity,
      )
    : chooseSlot(structure, Date.parse(body.window?.from ?? ''), Date.parse(body.window?.to ?? ''));
  if (!slot) {
    const refused = { status: 409, body: { status: 409, code: 'window-full' } };
    await groups.commit(() => keep(asked, refused));
    return refused;
  }
  slot.taken += 1;
  structure.takenOf.set(slot.practiceId, (structure.takenOf.get(slot.practiceId) ?? 0) + 1);
  const id = randomUUID();
  const token = tokenOf('hold', id);
  const seat = { practiceId: slot.practiceId, start: slot.start };
  const answer = { status: 201, body: { id, token, seat } };
  await groups.commit(async () => {
    const now = Date.now();
    await writer.query('select id from hold where structure_id = $1 and client_hash = $2 and expires_at > $3', [
      structure.id,
      client,
      now,
    ]);
    await takeSeat(structure, slot);
    const weights = JSON.stringify({ [slot.practiceId]: 1 });
    await writer.query(
      'insert into ledger_entry (structure_id, id, practice_id, weights, at) values ($1, $2, $3, $4, $5)',
      [structure.id, id, slot.practiceId, weights, now],
    );
    await writer.query(
      `insert into hold (structure_id, id, practice_id, site_id, service_date, start_at, end_at, expires_at, client_hash, token_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[structure.id, id, slot.practiceId, 's1', slot.start.slice(0, 10), slot.startMs, slot.startMs + 900_000],
        ...[now + 600_000, client, hashOf(token)],
      ],
    );
    await saveLedger(structure);
    await append(structure, 'hold.created', id, { ...seat, hold: id, weights });
    await keep(asked, answer);
  });
  return answer;
}

async function book(asked: BareRequest): Promise<Answer> {
  const { structure, body } = asked;
  const id = randomUUID();
  let answer: Answer = { status: 410, body: { status: 410, code: 'hold-expired' } };
  await groups.commit(async () => {
    const now = Date.now();
    const [held] = await writer.query(
      'select id, practice_id, start_at, end_at, service_date from hold where structure_id = $1 and token_hash = $2',
      [structure.id, hashOf(body.token ?? '')],
    );
    if (!held) return;
    const { familyName = '', givenName = '', birthDate = '', phone = '' } = body.person ?? {};
    const person = pseudonym(`${structure.id}|${familyName}|${givenName}|${birthDate}`);
    const holdId = String(held.id);
    await writer.query(
      `select id from booking where structure_id = $1 and person_key = $2 and status = 'confirmed' and end_at > $3`,
      [structure.id, person, now],
    );
    const reference = randomBytes(4).toString('hex');
    await writer.query('select id from booking where structure_id = $1 and reference = $2', [structure.id, reference]);
    await writer.query('delete from hold where structure_id = $1 and id = $2', [structure.id, holdId]);
    const token = tokenOf('booking', id);
    await writer.query(
      `insert into booking (structure_id, id, reference, status, practice_id, site_id, service_date, start_at, end_at, entry_id, token_hash,
       person_key, family_name, given_name, birth_date, phone, email, reason, language, revision, created_at, updated_at)
       values ($1, $2, $3, 'confirmed', $4, 's1', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, null, 'other', 'fr', 0, $15, $15)`,
      [
        ...[structure.id, id, reference, String(held.practice_id), String(held.service_date)],
        ...[Number(held.start_at), Number(held.end_at), holdId, hashOf(token), person],
        ...[familyName, givenName, birthDate, phone, now],
      ],
    );
    await writer.query(
      `insert into checklist_run (structure_id, booking_id, version, yes, outcome, author, answered_at)
       values ($1, $2, $3, '[]', 'continue', 'anonymous', $4)`,
      [structure.id, id, body.checklistRun?.version ?? '', now],
    );
    const start = `${new Date(Number(held.start_at)).toISOString().slice(0, 19)}Z`;
    const seat = { practiceId: String(held.practice_id), start };
    await append(structure, 'booking.confirmed', id, { ...seat, hold: holdId });
    answer = { status: 201, body: { id, token, reference, status: 'confirmed', seat } };
    await keep(asked, answer);
  });
  return answer;
}

function takeSeat({ id }: BareStructure, { practiceId, startMs, capacity }: BareSlot) {
  return writer.query(
    `insert into seat (structure_id, practice_id, start_at, used) values ($1, $2, $3, 1)
     on conflict (structure_id, practice_id, start_at) do update set used = seat.used + 1 where seat.used < $4`,
    [id, practiceId, startMs, capacity],
  );
}

async function saveLedger({ id, takenOf }: BareStructure): Promise<void> {
  const state = JSON.stringify(Object.fromEntries(takenOf));
  await writer.query(
    'insert into ledger (structure_id, state) values ($1, $2) on conflict (structure_id) do update set state = $2',
    [id, state],
  );
}

async function append(structure: BareStructure, type: string, subject: string, data: object): Promise<void> {
  const { id } = structure;
  const at = Date.now();
  const text = JSON.stringify(data);
  structure.sequence += 1;
  structure.hash = hashOf(
    JSON.stringify([structure.hash, id, structure.sequence, at, 'anonymous', type, subject, text]),
  );
  await writer.query(
    `insert into event (structure_id, sequence, at, actor, type, subject, data, hash) values ($1, $2, $3, 'anonymous', $4, $5, $6, $7)`,
    [id, structure.sequence, at, type, subject, text, structure.hash],
  );
  await writer.query('update structure set sequence = $1, hash = $2 where structure_id = $3', [
    structure.sequence,
    structure.hash,
    id,
  ]);
}

async function keep({ structure, key, fingerprint }: BareRequest, { status, body }: Answer): Promise<void> {
  await writer.query(
    'insert into idempotency (structure_id, key_hash, fingerprint, status, body, created_at) values ($1, $2, $3, $4, $5, $6)',
    [structure.id, key, fingerprint, status, JSON.stringify(body), Date.now()],
  );
}

function tokenOf(purpose: string, id: string): string {
  return createHmac('sha256', secret).update(`${purpose}|${id}`).digest('base64url');
}

function pseudonym(text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
