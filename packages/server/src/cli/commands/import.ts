import type { Config } from '../../config.ts';
import { bringUp } from '../../core/db/check.ts';
import { settleSecret } from '../../core/secret-file.ts';
import { SYSTEM_ACTOR } from '../../core/actors.ts';
import { createContext } from '../../create-context.ts';
import { importDocument } from '../../import-document.ts';
import { ProblemError } from '../../core/problem.ts';
import { only, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { explainFaults, explainFinding } from '../faults.ts';
import { readJsonFile } from '../json-file.ts';
import { RefusedError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const importFile: Command = {
  help: `relais import FILE [--structure ID]

Imports a JSON file into the configured database. The file says itself what it is: a territory (formatVersion csnp-territory/1), settings
(relais-structure/1, relais-booking/1), boards of figures (relais-boards/1), a severity checklist (items), a list of people
(relais-professionals/1, relais-attending-doctors/1, relais-duties/1), or a protocol: relais-protocol/1, or the FHIR Bundle of one. A territory,
settings and a checklist make the structure when it is not there yet. A protocol is refused unless it is proven, or each rule that is not has been signed for by name.
  --structure  needed but for a territory and relais-structure/1; for these the file's own id when absent, and the same id when it has one
FILE may be - for standard input. Importing what is in force changes nothing; an older text comes into force again.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['structure']);
    const path = only(rest, 'FILE');
    const document = await readJsonFile(path, terminal);
    const config = configure(terminal);
    try {
      const done = await withStore(config, {}, async (store) => {
        await bringUp(store);
        const context = createContext({ store, secret: await settleSecret(config, store.db) });
        return await importDocument(context, document, SYSTEM_ACTOR, options.structure);
      });
      await writeJson(terminal, done);
      return 0;
    } catch (error) {
      throw explain(error, path, config);
    }
  },
};

function explain(error: unknown, path: string, config: Config): unknown {
  if (error instanceof ProblemError) {
    const { faults = [], findings = [] } = error.extension;
    const reasons = [explainFaults(faults), ...findings.map(explainFinding)].join('\n').trimEnd();
    return new RefusedError(`${path} is not imported: ${error.message}.\n${reasons}`, { cause: error });
  }
  if (error instanceof Error && error.name === 'FolderInUseError') {
    return new RefusedError(`${error.message}\n\n${describeApi(path, config)}`, { cause: error });
  }
  return error;
}

/** How the running backend takes what the file holds itself. */
function describeApi(path: string, { host, port, publicUrl }: Config): string {
  const base = publicUrl ?? `http://${host}:${port}`;
  return `It can also be given to the running backend, by an administrator of the structure:

  TOKEN=$(relais token --role structureAdmin --structure ID | node -pe 'JSON.parse(fs.readFileSync(0)).token')
  curl -X PUT ${new URL('/api/v1/structures/ID/territory', base).href} \\
    -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(date +%s)" \\
    -H 'Content-Type: application/json' --data-binary @${path}

In the same way …/structures/ID/settings, …/settings/booking, …/checklist, …/professionals, …/attending-doctors and …/duties; a protocol by
POST to …/protocols.`;
}
