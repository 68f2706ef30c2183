import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { figureCsv, measureBundle, readFigureExport } from '@relais/engine/indicators/files';
import { createApp } from '../../../packages/server/src/app.ts';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import type { ServiceContext } from '../../../packages/server/src/core/context.ts';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { followLogs } from '../../../packages/server/src/indicators/index.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { run } from '../../../packages/server/src/cli/run.ts';
import { openNodeSqliteStore } from '../../../packages/server/src/core/db/node-sqlite.ts';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import { createHold } from '../../../packages/server/src/booking/holds.ts';
import { createDenseTerritory } from '../support/dense-territory.ts';
import { cutLog, rewriteLog } from '../support/tampering.ts';

const root = join(import.meta.dirname, '../../..');
const territoryFile = (name: string) => join(root, 'demo/territories', `${name}.json`);
const secret = 'a server secret long enough to be one';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relais-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs one command line in this process. */
async function relais(args: string[], { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {}) {
  let out = '';
  let messages = '';
  const code = await run(args, {
    env: { RELAIS_DATA: folder, RELAIS_SECRET: secret, ...env },
    write: (text) => Promise.resolve(void (out += text)),
    say: (text) => void (messages += `${text}\n`),
    readInput: () => Promise.resolve(input),
  });
  return { code, out, messages, json: () => JSON.parse(out) as Record<string, never> };
}

async function put(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  const isWhole = typeof content === 'string' || content instanceof Uint8Array;
  await writeFile(path, isWhole ? content : JSON.stringify(content));
  return path;
}

describe('relais slots', () => {
  const lists: [string, string, string[]][] = [
    ['val-de-brume', 'single-site-2026-W46', ['--from', '2026-11-09', '--to', '2026-11-15']],
    ['rives-de-lorme', 'multi-site-2026-W46', ['--from', '2026-11-09', '--to', '2026-11-15']],
    [
      'piemont-des-forges',
      'weekly-rotation-2026-W52-2027-W02',
      ['--from', '2026-12-21', '--to', '2027-01-17', '--label', 'protocole-ic'],
    ],
    ['piemont-des-forges', 'weekly-rotation-easter-2027', ['--from', '2027-03-22', '--to', '2027-04-04']],
  ];
  for (const [territory, expected, args] of lists) {
    it(`prints ${expected}`, async () => {
      const { code, out } = await relais(['slots', territoryFile(territory), ...args]);
      const document = JSON.parse(await readFile(join(root, 'test/engine/expected', `${expected}.json`), 'utf8')) as {
        id?: string;
        count: number;
      };
      delete document.id;
      assert.equal(code, 0);
      assert.equal(JSON.stringify(JSON.parse(out)), JSON.stringify(document));
      assert.equal(out.split('\n').filter((line) => line.startsWith('  {"practiceId"')).length, document.count);
    });
  }

  it('keeps only what can be booked, with the seats taken taken off', async () => {
    const occupancy = {
      bookings: [
        { practiceId: 'csnp', start: '2026-11-09T13:00:00Z' },
        { practiceId: 'csnp', start: '2026-11-09T13:15:00Z', status: 'cancelled' },
      ],
      holds: [
        { practiceId: 'csnp', start: '2026-11-09T13:30:00Z', expiresAt: '2026-11-09T12:36:00Z' },
        { practiceId: 'csnp', start: '2026-11-09T13:45:00Z', expiresAt: '2026-11-09T12:35:00Z' },
      ],
    };
    const args = [
      '--from',
      '2026-11-09',
      '--to',
      '2026-11-09',
      '--now',
      '2026-11-09T13:35:00+01:00',
      '--audience',
      'CPTS',
      '--occupancy',
      '-',
    ];
    const { json } = await relais(['slots', territoryFile('val-de-brume'), ...args], {
      input: JSON.stringify(occupancy),
    });
    const { query, slots } = json() as unknown as { query: object; slots: { start: string }[] };
    assert.deepEqual(
      slots.slice(0, 2).map(({ start }) => start),
      ['2026-11-09T13:15:00Z', '2026-11-09T13:45:00Z'],
    );
    assert.deepEqual(query, {
      from: '2026-11-09',
      to: '2026-11-09',
      now: '2026-11-09T12:35:00Z',
      audience: 'CPTS',
      occupancy,
    });
  });

  it('prints an empty list as one', async () => {
    const { code, json } = await relais([
      'slots',
      territoryFile('val-de-brume'),
      '--from',
      '2026-12-25',
      '--to',
      '2026-12-25',
    ]);
    assert.equal(code, 0);
    assert.deepEqual(json().slots, []);
  });

  it('answers no to a territory that breaks a rule, and says where', async () => {
    const territory = JSON.parse(await readFile(territoryFile('val-de-brume'), 'utf8')) as {
      openings: { from: string }[];
    };
    territory.openings[0]!.from = '25:00';
    const path = await put('territory.json', territory);
    const { code, out, messages } = await relais(['slots', path, '--from', '2026-11-09', '--to', '2026-11-09']);
    assert.deepEqual([code, out], [1, '']);
    assert.match(messages, /openings.*from.*accepted/s);
  });

  const wrong: [string, string[], RegExp][] = [
    ['without dates', [], /--from is missing/],
    ['with a date that is none', ['--from', '2026-02-30', '--to', '2026-03-01'], /--from is 2026-02-30/],
    ['with dates in the wrong order', ['--from', '2026-11-10', '--to', '2026-11-09'], /before/],
    [
      'with an instant without zone',
      ['--from', '2026-11-09', '--to', '2026-11-09', '--now', '2026-11-09T08:00:00'],
      /--now/,
    ],
    [
      'with an unknown audience',
      ['--from', '2026-11-09', '--to', '2026-11-09', '--audience', 'ALL'],
      /PUBLIC, PRO, SNP, CPTS/,
    ],
    ['with an unknown option', ['--from', '2026-11-09', '--to', '2026-11-09', '--when', 'now'], /--when/],
    ['with a century', ['--from', '2026-11-09', '--to', '2126-11-09'], /at most 3660 days/],
    ['with the end of all calendars', ['--from', '9999-12-30', '--to', '9999-12-31'], /from 1900 to 9998/],
    ['with the year 0', ['--from', '0000-01-01', '--to', '0000-01-02'], /from 1900 to 9998/],
    [
      'with a clock beyond all calendars',
      ['--from', '2026-11-09', '--to', '2026-11-09', '--now', '9999-12-31T23:59:59Z'],
      /--now/,
    ],
    ['with two files', ['other.json', '--from', '2026-11-09', '--to', '2026-11-09'], /too much/],
  ];
  for (const [name, args, message] of wrong) {
    it(`ends with 2 ${name}`, async () => {
      const { code, out, messages } = await relais(['slots', territoryFile('val-de-brume'), ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(messages, message);
      assert.match(messages, /^Usage: relais slots /m);
    });
  }
});

describe('relais slots of very much', () => {
  it('ends with 2 and says to ask for fewer dates', async () => {
    const path = await put('dense.json', createDenseTerritory());
    const { code, out, messages } = await relais(['slots', path, '--from', '2026-11-09', '--to', '2026-11-30']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(messages, /more than 200000 slots between --from and --to; ask for fewer dates/);
  });
});

describe('relais token', () => {
  const args = ['token', '--role', 'coordinator', '--structure', 'val-de-brume'];

  it('signs one that the backend accepts', async () => {
    const { code, json } = await relais(args);
    assert.equal(code, 0);
    const professional = await createVerifier({ issuers: [], secret }).verify(json().token!);
    assert.deepEqual([professional.roles, professional.structureId], [['coordinator'], 'val-de-brume']);
  });

  it('answers no where an issuer is configured', async () => {
    const env = { OIDC_ISSUER: 'https://issuer.example', OIDC_AUDIENCE: 'relais' };
    const { code, out, messages } = await relais(args, { env });
    assert.deepEqual([code, out], [1, '']);
    assert.match(messages, /OIDC_ISSUER/);
  });

  it('answers no where the backend has no secret yet', async () => {
    const { code, messages } = await relais(args, { env: { RELAIS_SECRET: '' } });
    assert.equal(code, 1);
    assert.match(messages, /start the backend once/);
  });

  for (const change of [
    ['--role', 'god'],
    ['--ttl', '0'],
    ['--ttl', '99999'],
    ['--ttl', 'long'],
  ]) {
    it(`ends with 2 for ${change.join(' ')}`, async () => {
      const { code, messages } = await relais([...args, ...change]);
      assert.equal(code, 2);
      assert.match(messages, new RegExp(`${change[0]} is ${change[1]}; it takes`));
    });
  }
});

describe('relais import, verify-log and export', () => {
  const settings = settingsOf('val-de-brume');

  it('import the files of a structure, each once', async () => {
    const first = await relais(['import', territoryFile('val-de-brume')]);
    assert.deepEqual(
      [first.code, first.json()],
      [0, { structureId: 'val-de-brume', kind: 'territory', version: 1, changed: true }],
    );
    const again = await relais(['import', territoryFile('val-de-brume')]);
    assert.equal(again.json().changed, false);
    const input = JSON.stringify(settings);
    assert.deepEqual((await relais(['import', '-'], { input })).json(), {
      structureId: 'val-de-brume',
      kind: 'settings',
      version: 1,
      changed: true,
    });
    const checklist = join(root, 'demo/checklists/severity.fr.json');
    assert.equal((await relais(['import', checklist, '--structure', 'val-de-brume'])).json().kind, 'checklist');
  });

  it('answer no to a wrong file and leave the database as it was', async () => {
    const { code, messages } = await relais(['import', '-'], { input: JSON.stringify({ ...settings, reasons: [] }) });
    assert.equal(code, 1);
    assert.match(messages, /reasons/);
    assert.deepEqual((await relais(['verify-log'])).json().structures, []);
  });

  it('answer no to the file of another structure', async () => {
    const { code, messages } = await relais(['import', territoryFile('val-de-brume'), '--structure', 'trois-vallees']);
    assert.equal(code, 1);
    assert.match(messages, /id: is of another structure \(accepted: trois-vallees\)/);
    assert.deepEqual((await relais(['verify-log'])).json().structures, []);
  });

  it('say how to import while a backend runs, and still read', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    const running = openNodeSqliteStore(folder);
    try {
      const { code, messages } = await relais(['import', territoryFile('val-de-brume')], { env: { PORT: '8123' } });
      assert.equal(code, 1);
      assert.match(messages, /in use by another Relais process/);
      assert.match(messages, /curl -X PUT http:\/\/127\.0\.0\.1:8123\/api\/v1\/structures\/ID\/territory/);
      assert.match(messages, /structures\/ID\/settings/);
      assert.equal((await relais(['verify-log'])).code, 0);
      assert.equal((await relais(['export', 'val-de-brume'])).code, 0);
    } finally {
      await running.close();
    }
  });

  it('find the row of the log that somebody changed', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await relais(['import', '-'], { input: JSON.stringify(settings) });
    const { code, json } = await relais(['verify-log', '--structure', 'val-de-brume']);
    assert.deepEqual(
      [code, json()],
      [
        0,
        {
          ok: true,
          structures: [{ structureId: 'val-de-brume', events: 2, differences: 0 }],
          broken: [],
          differences: [],
        },
      ],
    );
    const store = openNodeSqliteStore(folder);
    await store.db.updateTable('event').set({ actor: 'nobody' }).where('sequence', '=', 2).execute();
    await store.close();
    const broken = await relais(['verify-log']);
    assert.equal(broken.code, 1);
    assert.deepEqual(broken.json().broken, [{ structureId: 'val-de-brume', sequence: 2, reason: 'row-changed' }]);
    assert.match(broken.messages, /^val-de-brume: row 2 of the log is not as it was written \(row-changed\)\.$/m);
  });

  it('find the seat that was changed in the table only, and say what the log makes it', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await holdOneSeat();
    await inDatabase((db) => db.updateTable('seat').set({ used: 4 }).execute());
    const { code, json, messages } = await relais(['verify-log']);
    assert.equal(code, 1);
    const [difference] = json().differences as unknown as { table: string; log: object; stored: object }[];
    assert.deepEqual([difference!.table, difference!.log, difference!.stored], ['seat', { used: 1 }, { used: 4 }]);
    assert.match(messages, /^val-de-brume: seats of \S+ \S+Z: the table says used 4; the log makes it used 1\.$/m);
  });

  it('say what is in the table only, in the log only, and how many more', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await holdOneSeat();
    await inDatabase(async (db) => {
      await db.deleteFrom('hold').execute();
      for (let slot = 1; slot <= 120; slot++) {
        const seat = { structure_id: 'val-de-brume', practice_id: 'csnp', start_at: slot * 60_000, used: 1 };
        await db.insertInto('seat').values(seat).execute();
      }
      const document = { structure_id: 'val-de-brume', kind: 'settings', place: '', version: 1, body: '{}' };
      await db
        .insertInto('document')
        .values({ ...document, imported_at: 0 })
        .execute();
    });
    const { code, messages } = await relais(['verify-log']);
    assert.equal(code, 1);
    assert.match(messages, /document settings\/1 is in the table, and the log knows nothing of it \(/);
    assert.match(messages, /^val-de-brume: 22 more of its rows differ and are not listed\.$/m);
    const alone = await relais(['import', territoryFile('rives-de-lorme')]);
    assert.equal(alone.code, 0);
    assert.equal((await relais(['verify-log', '--structure', 'rives-de-lorme'])).code, 0);
  });

  it('say which row of a log that holds together makes no sense', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await holdOneSeat();
    const rewrite = (type: string, change: (data: string) => string) =>
      inDatabase((db) => rewriteLog(db, (row) => (row.type === type ? { data: change(row.data) } : {})));
    await rewrite('territory.imported', () => '{}');
    assert.match((await relais(['verify-log'])).messages, /^val-de-brume: row 1 of the log cannot be understood\.$/m);
    await inDatabase((db) =>
      rewriteLog(db, ({ type }) => (type === 'hold.created' ? { type: 'hold.expired' } : { data: '{"version":1}' })),
    );
    const { code, messages } = await relais(['verify-log']);
    assert.equal(code, 1);
    assert.match(
      messages,
      /row 2 of the log says hold \w+, which does not follow from the rows before it: they know nothing of it\.$/m,
    );
  });

  it('print the log, the documents and the ledger, and no name', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await relais(['import', '-'], { input: JSON.stringify(settings) });
    await holdOneSeat();
    const { code, out } = await relais(['export', 'val-de-brume']);
    assert.equal(code, 0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; type?: string });
    assert.deepEqual(
      lines.map(({ kind, type }) => type ?? kind),
      [
        'structure',
        'document',
        'document',
        'territory.imported',
        'structure.imported',
        'hold.created',
        'ledger-entry',
        'account',
      ],
    );
    assert.doesNotMatch(out, /Alder|Bouleau/);
  });

  it('answer no for a structure that is not there', async () => {
    await relais(['migrate']);
    assert.equal((await relais(['export', 'nowhere'])).code, 1);
    assert.equal((await relais(['verify-log', '--structure', 'nowhere'])).code, 1);
  });

  it('answer no where there is no database', async () => {
    const { code, messages } = await relais(['verify-log']);
    assert.equal(code, 1);
    assert.match(messages, /There is no database in /);
  });

  async function holdOneSeat(): Promise<void> {
    const store = openNodeSqliteStore(folder);
    const clock = () => Date.parse('2026-11-09T07:30:00Z');
    const context = createContext({ store, secret, clock });
    const view = await context.views.read('val-de-brume');
    assert.ok(view);
    const { status } = await createHold(
      context,
      { keyHash: 'k', fingerprint: 'f', doneStatus: 201 },
      {
        structureId: 'val-de-brume',
        view,
        target: { window: { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' } },
        audience: 'CPTS',
        clientHash: 'c',
        actor: 'anonymous',
      },
    );
    assert.equal(status, 201);
    await store.close();
  }
});

describe('relais rebuild-indicators, and export --verify', () => {
  const requests = async (count: number, work: (context: ServiceContext) => Promise<void>) => {
    const store = openNodeSqliteStore(folder);
    const context = createContext({ store, secret, clock: () => Date.parse('2026-12-15T09:00:00Z') });
    await write(context, 'val-de-brume', (writing) => {
      for (let index = 0; index < count; index += 1) {
        writing.record({
          ...{ type: 'intake.recorded', subject: `i${index}`, actor: 'professional:1' },
          data: { entryPoint: 'nurse', startedAt: '2026-09-15T08:00:00Z', outcome: 'redirected' },
          person: { patient: `p${index}` },
        });
      }
      return Promise.resolve();
    });
    await work(context);
    await store.close();
  };

  it('count everything anew, and say whether anything was otherwise', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await requests(12, followLogs);
    const right = await relais(['rebuild-indicators', 'val-de-brume']);
    assert.equal(right.code, 0, right.messages);
    const store = openNodeSqliteStore(folder);
    await store.db.deleteFrom('fact_record').where('id', '=', 'intake:i3').execute();
    await store.close();
    const wrong = await relais(['rebuild-indicators']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.messages, /val-de-brume: 1 records were not as the log makes them/);
    assert.equal((await relais(['rebuild-indicators'])).code, 0);
    assert.equal((await relais(['rebuild-indicators', 'nowhere'])).code, 1);
  });

  it('see one changed digit of a file that was exported', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    let file = '';
    await requests(12, async (context) => {
      const verifier = createVerifier({ issuers: [], secret, now: context.clock });
      const app = createApp({ context, verifier });
      const token = await signDevelopmentToken(secret, {
        ...{ role: 'coordinator', structure: 'val-de-brume', now: context.clock() },
      });
      const answer = await app.fetch(
        new Request('http://relais.test/api/v1/structures/val-de-brume/figure-exports', {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': '"0b6f4c1e-6a55-4a4e-9d1f-1d8f3c1b2a77"',
          },
          body: JSON.stringify({ indicators: ['SNP-01'], from: '2026-07-01', to: '2026-09-30' }),
        }),
      );
      assert.equal(answer.status, 200);
      file = await answer.text();
    });
    const right = await relais(['export', '--verify', await put('figures.json', file)]);
    assert.deepEqual([right.code, right.messages], [0, '']);
    assert.ok(file.includes('"numerator":12'));
    const changed = await put('changed.json', file.replace('"numerator":12', '"numerator":13'));
    const wrong = await relais(['export', '--verify', changed]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.messages, /not sealed here.*\n.*SNP-01 is not what the log gives/);
    const table = figureCsv([readFigureExport(file)!]);
    const whole = await relais(['export', '--verify', await put('figures.csv', table)]);
    assert.deepEqual([whole.code, whole.messages], [0, '']);
    const bundle = JSON.stringify(measureBundle([readFigureExport(file)!]));
    const sent = await relais(['export', '--verify', await put('figures.fhir.json', bundle)]);
    assert.deepEqual([sent.code, sent.messages], [0, '']);
    const altered = await put('altered.fhir.json', bundle.replace('"count":12', '"count":13'));
    const shown = await relais(['export', '--verify', altered]);
    assert.deepEqual([shown.code, /What is seen in the table/.test(shown.messages)], [1, true]);
    const seen = await relais(['export', '--verify', await put('changed.csv', table.replace(';12;', ';13;'))]);
    assert.deepEqual([seen.code, /What is seen in the table/.test(seen.messages)], [1, true]);
    assert.equal((await relais(['export', '--verify', await put('other.json', { figures: [] })])).code, 1);
  });
});

describe('relais export --verify, of an activity report', () => {
  const makeReport = async (): Promise<Uint8Array> => {
    await relais(['import', territoryFile('val-de-brume')]);
    const store = openNodeSqliteStore(folder);
    const clock = () => Date.parse('2026-12-15T09:00:00Z');
    const context = createContext({ store, secret, clock, stationery: createStationery() });
    const token = await signDevelopmentToken(secret, { role: 'coordinator', structure: 'val-de-brume', now: clock() });
    const ask = (path: string, init?: RequestInit) =>
      createApp({ context, verifier: createVerifier({ issuers: [], secret, now: clock }) }).fetch(
        new Request(`http://relais.test/api/v1/structures/val-de-brume/${path}`, {
          ...init,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': '"7c1d2f0e-9b5a-4d0e-8c3f-2a6b4e1d9f03"',
          },
        }),
      );
    const action = { kind: 'prevention', mission: 'prevention', on: '2026-10-02', title: 'Dépistage', reached: 42 };
    assert.equal((await ask('actions', { method: 'POST', body: JSON.stringify(action) })).status, 201);
    const answer = await ask('activity-reports/2026/fr');
    assert.equal(answer.status, 200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    await store.close();
    return bytes;
  };

  it('says that it is right, completed or not, and which of its rows is not', async () => {
    const bytes = await makeReport();
    const right = await relais(['export', '--verify', await put('report.docx', bytes)]);
    assert.deepEqual([right.code, right.messages], [0, '']);
    const change = async (name: string, from: string, to: string) => {
      const files = unzipSync(bytes);
      const text = strFromU8(files['word/document.xml']!);
      assert.ok(text.includes(from), from);
      const part = { 'word/document.xml': strToU8(text.replace(from, to)) };
      return relais(['export', '--verify', await put(name, zipSync({ ...files, ...part }))]);
    };
    assert.equal((await change('completed.docx', 'faits marquants', 'trois soirées, et 1\u202f000')).code, 0);
    const wrong = await change('changed.docx', '>42<', '>43<');
    assert.equal(wrong.code, 1);
    assert.match(wrong.messages, /^Sealed, and not in the document as it is: .* 42 /);
    assert.match(wrong.messages, /\nIn the document, and not sealed: .* 43 /);
    const { 'customXml/item1.xml': _, ...others } = unzipSync(bytes);
    const without = await relais(['export', '--verify', await put('without.docx', zipSync(others))]);
    assert.deepEqual([without.code, /nor an activity report/.test(without.messages)], [1, true]);
  });
});

describe('relais anchor, and verify-log --anchor', () => {
  const anchorOf = async (...args: string[]) => (await relais(['anchor', ...args])).out;

  it('print where each log stands, one line each, and find it there later', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await relais(['import', territoryFile('rives-de-lorme')]);
    const input = await anchorOf();
    assert.deepEqual(
      input
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { structureId: string }).structureId),
      ['rives-de-lorme', 'val-de-brume'],
    );
    await relais(['import', '-'], { input: JSON.stringify(settingsOf('val-de-brume')) });
    const file = await put('anchors.jsonl', `${input}\n${await anchorOf('--structure', 'val-de-brume')}`);
    for (const path of [file, '-']) {
      const { code, json, messages } = await relais(['verify-log', '--anchor', path], { input });
      assert.deepEqual([code, messages], [0, '']);
      const { checked, held, failed } = json().anchors as unknown as {
        checked: number;
        held: object[];
        failed: object[];
      };
      assert.deepEqual([checked, held.length, failed], [path === '-' ? 2 : 3, 2, []]);
    }
  });

  it('say that a log was written anew, and from where on', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    const input = await anchorOf();
    await inDatabase((db) => rewriteLog(db, () => ({ actor: 'somebody' })));
    assert.equal((await relais(['verify-log'])).code, 0);
    const { code, json, messages } = await relais(['verify-log', '--anchor', '-'], { input });
    assert.deepEqual([code, json().ok], [1, false]);
    assert.match(messages, /row 1 is another now\. No anchor before it holds: .* from row 1 to row 1\.$/m);
  });

  it('say that a log is shorter than its anchor, that an anchor is forged, or of no structure here', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    await relais(['import', '-'], { input: JSON.stringify(settingsOf('val-de-brume')) });
    const input = await anchorOf();
    const forged = await relais(['verify-log', '--anchor', '-'], {
      input: input.replace('"sequence":2', '"sequence":1'),
    });
    assert.equal(forged.code, 1);
    assert.match(forged.messages, /at row 1 has a wrong seal/);
    await inDatabase((db) => cutLog(db, 1));
    const shorter = await relais(['verify-log', '--anchor', '-'], { input: input + input });
    assert.equal(shorter.code, 1);
    assert.match(shorter.messages, /at row 2 \(and 1 more\) does not hold: the log ends at row 1 now\./);
    await rm(join(folder, 'relais.db'));
    await relais(['migrate']);
    const gone = await relais(['verify-log', '--anchor', '-'], { input });
    assert.equal(gone.code, 1);
    assert.match(gone.messages, /is of a structure that is not in this database/);
  });

  it('end with 2 where nothing could be checked', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    const input = await anchorOf();
    const wrong: [string[], string, RegExp][] = [
      [['--anchor', join(folder, 'nowhere')], '', /nowhere cannot be read/],
      [['--anchor', '-'], '\n', /holds no anchor/],
      [['--anchor', '-'], `${input}{"sequence":1}\n`, /-:2 is not an anchor/],
      [['--anchor', '-'], input.replace('{', '{"note":"x",'), /-:1 is not an anchor/],
      [['--anchor', '-', '--structure', 'elsewhere'], input, /holds no anchor of elsewhere/],
    ];
    for (const [args, text, message] of wrong) {
      const { code, out, messages } = await relais(['verify-log', ...args], { input: text });
      assert.deepEqual([code, out], [2, ''], messages);
      assert.match(messages, message);
    }
  });

  it('answer no for a structure that is not there, and without a secret', async () => {
    await relais(['import', territoryFile('val-de-brume')]);
    assert.equal((await relais(['anchor', '--structure', 'nowhere'])).code, 1);
    assert.equal((await relais(['anchor'], { env: { RELAIS_SECRET: '' } })).code, 1);
  });
});

/** Changes the database behind the backend's back. */
async function inDatabase(work: (db: Store['db']) => Promise<unknown>): Promise<void> {
  const store = openNodeSqliteStore(folder);
  await work(store.db);
  await store.close();
}

function settingsOf(id: string) {
  return {
    formatVersion: 'relais-structure/1',
    id,
    name: 'CPTS du Val de Brume',
    reasons: [{ code: 'other', label: { fr: 'Autre', en: 'Other' } }],
  };
}

describe('relais', () => {
  it('lists its commands when asked nothing', async () => {
    const { code, out } = await relais([]);
    assert.equal(code, 0);
    for (const name of [
      'serve',
      'migrate',
      'import',
      'backup',
      'restore',
      'slots',
      'token',
      'verify-log',
      'anchor',
      'export',
    ])
      assert.match(out, new RegExp(`^  ${name} `, 'm'));
  });

  it('says of every command what to type', async () => {
    for (const name of [
      'serve',
      'migrate',
      'import',
      'backup',
      'restore',
      'slots',
      'token',
      'verify-log',
      'anchor',
      'export',
    ]) {
      const { code, out } = await relais([name, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^relais ${name}`));
    }
  });

  it('ends with 2 for a command that does not exist', async () => {
    assert.equal((await relais(['rebuild-everything'])).code, 2);
  });

  it('ends with 2 for a wrong variable and names it', async () => {
    const { code, messages } = await relais(['migrate'], { env: { PORT: 'eighty' } });
    assert.equal(code, 2);
    assert.match(messages, /PORT is "eighty"/);
  });

  it('runs as a program from anywhere', () => {
    const program = join(root, 'packages/server/bin/relais.js');
    const args = ['slots', territoryFile('val-de-brume'), '--from', '2026-11-09', '--to', '2026-11-15'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal((JSON.parse(stdout) as { count: number }).count, 164);
    assert.equal(spawnSync(process.execPath, [program, 'slots'], { cwd: tmpdir() }).status, 2);
  });
});
