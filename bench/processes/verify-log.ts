// Verifies the log of one folder in a process of its own, so that its memory is its own too; prints how long it took and what it needed.
import { verifyLog } from '@relais/server';
import { openNodeSqliteStore } from '../../packages/server/src/core/db/node-sqlite.ts';

const [folder = ''] = process.argv.slice(2);
const store = openNodeSqliteStore(folder, { readOnly: true });
const before = process.resourceUsage().maxRSS;
const used = process.cpuUsage();
const began = performance.now();
const { ok, structures } = await store.snapshot((trx) => verifyLog(trx));
const ms = performance.now() - began;
const { user, system } = process.cpuUsage(used);
await store.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({
    ok,
    events: structures[0]?.events,
    ms,
    cpuMs: (user + system) / 1000,
    beforeMb: before / 1024,
    peakMb,
  }),
);
