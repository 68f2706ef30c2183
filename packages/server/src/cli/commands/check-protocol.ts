import { bundleOf, checkProtocol, protocolOfBundle, takePlan, writeCases } from '@relais/engine/protocol';
import type { ProtocolReport } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import { describeIssues } from '../../core/faults.ts';
import { only, readArguments } from '../arguments.ts';
import { explainFaults, explainFinding } from '../faults.ts';
import { readJsonFile } from '../json-file.ts';
import { RefusedError, UsageError, writeJson } from '../terminal.ts';
import type { Command, Terminal } from '../terminal.ts';

/** Proves a protocol without any database: what a doctor asks before it is validated. */
export const checkProtocolFile: Command = {
  help: `relais check-protocol FILE [--cases | --fhir]

Proves a protocol (formatVersion relais-protocol/1, or the FHIR Bundle of one), or says in French what is wrong with it: where, an example as small as can be, and
what would mend it. Ends with 0 when nothing is wrong and everything is proven or signed by name, with 1 otherwise.
  --cases  prints its table of cases instead, to be reviewed and kept; ends with 1 when the protocol is not accepted
  --fhir   prints it as a FHIR R4 Bundle instead, for other editors; ends in the same way
FILE may be - for standard input.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, [], ['cases', 'fhir']);
    if (options.cases && options.fhir) throw new UsageError('--cases or --fhir: one at a time.');
    const path = only(rest, 'FILE');
    const protocol = readProtocol(await readJsonFile(path, terminal), path);
    const report = checkProtocol(protocol);
    await writeJson(terminal, await outputOf(protocol, report, options));
    tell(terminal, protocol, report);
    return report.accepted ? 0 : 1;
  },
};

async function outputOf(
  protocol: Protocol,
  report: ProtocolReport,
  { cases, fhir }: { readonly cases?: true; readonly fhir?: true },
): Promise<unknown> {
  if (cases) return await writeCases(protocol, Date.now);
  return fhir ? bundleOf(protocol) : describe(protocol, report);
}

function readProtocol(document: unknown, path: string): Protocol {
  if (takePlan(document))
    throw new RefusedError(`${path} is a plan of other software. relais take-plan takes it over, as far as it can be.`);
  const parsed = Protocol.safeParse(protocolOfBundle(document) ?? document);
  if (parsed.success) return parsed.data;
  throw new RefusedError(`${path} is not a protocol.\n${explainFaults(describeIssues(parsed.error.issues))}`);
}

function describe({ id, version }: Protocol, report: ProtocolReport) {
  return { protocol: id, version, ...report };
}

function tell(terminal: Terminal, { id, version }: Protocol, { proven, accepted, findings }: ProtocolReport): void {
  for (const finding of findings) terminal.say(explainFinding({ ...finding, example: finding.counterExample?.words }));
  const verdict = proven ? 'proven' : accepted ? 'accepted: what is not proven is signed for' : 'not accepted';
  terminal.say(`${id} ${version}: ${verdict}.`);
}
