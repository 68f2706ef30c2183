import { readProtocol, takePlan } from '@relais/engine/protocol';
import { only, readArguments } from '../arguments.ts';
import { readJsonFile } from '../json-file.ts';
import { RefusedError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

/** Takes a plan of other software over, without any database. */
export const takePlanFile: Command = {
  help: `relais take-plan FILE

Takes a FHIR R4 PlanDefinition that other software has written (alone, or in a Bundle with its Questionnaire and ActivityDefinitions) as far as it can be,
and prints a draft of a protocol (relais-protocol/1) to go on with. Says in French what was left out and why, then what the draft still lacks. Nothing is
guessed: a rule whose condition Relais does not evaluate is left out whole. Ends with 0 when there is a draft, whatever it lacks.
FILE may be - for standard input.`,

  async run(args, terminal) {
    const { rest } = readArguments(args, [], []);
    const path = only(rest, 'FILE');
    const plan = takePlan(await readJsonFile(path, terminal));
    if (!plan)
      throw new RefusedError(
        `${path} has no PlanDefinition of other software. The Bundle of a protocol is read by relais check-protocol.`,
      );
    await writeJson(terminal, plan.draft);
    for (const { path: place, words } of plan.left) terminal.say(`${place}\n  ${words}`);
    terminal.say(`Taken: ${plan.taken.length} parts. Left: ${plan.left.length}.`);
    const read = readProtocol(plan.draft);
    if ('faults' in read)
      for (const { path: place, code, accepted } of read.faults)
        terminal.say(
          `The draft: ${place.join('.')} is ${code}${accepted === undefined ? '' : ` (accepted: ${accepted})`}.`,
        );
    return 0;
  },
};
