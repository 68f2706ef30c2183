import { checkAnchors } from '../../core/log/anchor.ts';
import type { Anchor, AnchorCheck } from '../../core/log/anchor.ts';
import { verifyLog } from '../../verify-log.ts';
import type { LogVerification } from '../../core/log/verify.ts';
import { readSecret } from '../../core/secret-file.ts';
import { readAnchors } from '../anchor-file.ts';
import { nothing, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { tellAnchors, tellBroken, tellDifference, tellRest } from '../log-words.ts';
import { RefusedError, UsageError, writeJson } from '../terminal.ts';
import type { Command, Terminal } from '../terminal.ts';

export const verify: Command = {
  help: `relais verify-log [--structure ID] [--anchor FILE]

Walks the log of one structure, or of all, and says where a row was changed, removed or put in; makes bookings, holds, seats, ledger and
versions of documents from it again and says where the tables differ. Ends with 1 when anything does. The backend may be running.
  --anchor  lines that relais anchor has printed, - for standard input: says too whether the log still passes through them`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['structure', 'anchor']);
    nothing(rest);
    const config = configure(terminal);
    const { structure, anchor: path } = options;
    const kept = path === undefined ? undefined : ofStructure(await readAnchors(path, terminal), path, structure);
    const { log, anchors } = await withStore(config, { readOnly: true }, (store) =>
      store.snapshot(async (trx) => ({
        log: await verifyLog(trx, structure),
        anchors: kept && (await checkAnchors(trx, readSecret(config), kept)),
      })),
    );
    if (structure !== undefined && log.structures.length === 0) {
      throw new RefusedError(`There is no structure ${structure}.`);
    }
    const ok = log.ok && (anchors?.failed.length ?? 0) === 0;
    await writeJson(terminal, { ...log, ok, ...(anchors ? { anchors } : {}) });
    tell(terminal, log, anchors);
    return ok ? 0 : 1;
  },
};

/** @throws {UsageError} when none of them is of the structure: nothing would be checked */
function ofStructure(anchors: readonly Anchor[], path: string, structureId: string | undefined): readonly Anchor[] {
  const own = anchors.filter((anchor) => structureId === undefined || anchor.structureId === structureId);
  if (own.length === 0) throw new UsageError(`${path} holds no anchor of ${structureId}.`);
  return own;
}

function tell(terminal: Terminal, log: LogVerification, anchors: AnchorCheck | undefined): void {
  for (const broken of log.broken) terminal.say(tellBroken(broken));
  for (const difference of log.differences) terminal.say(tellDifference(difference));
  for (const structure of log.structures) {
    for (const rest of tellRest(structure, log.differences)) terminal.say(rest);
  }
  for (const failed of anchors?.failed ?? []) terminal.say(tellAnchors(failed));
}
