import { readConsentCode, verifyConsentFile } from '@relais/engine/consent';
import type { ConsentAnchor, ConsentFault } from '@relais/engine/consent';
import { sha256 } from '#digest';
import { only, readArguments } from '../arguments.ts';
import { readTextFile } from '../json-file.ts';
import { UsageError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

/** Checks proofs of consent without any database: whoever holds a copy can. */
export const verifyConsentCommand: Command = {
  help: `relais verify-consent FILE [--code CODE]

Checks a file of proofs (formatVersion relais-consents/1), byte for byte, as it was taken away: the text that was shown, the digests, the times, and the
place of each proof in the patient's chain. Ends with 0 when all of it is right, with 1 when something is not, which is said.
  --code  also holds it against the code printed on a copy (RELAIS-CONSENT:…)
FILE may be - for standard input.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['code']);
    const anchors = options.code === undefined ? [] : [readPrintedCode(options.code)];
    const source = await readTextFile(only(rest, 'FILE'), terminal);
    const { ok, faults, proofs } = await verifyConsentFile(source, sha256, anchors);
    const lines = proofs.map(({ id, code, decision, confirmedAt, seal }) => ({
      id,
      code,
      decision,
      confirmedAt,
      hash: seal.hash,
    }));
    await writeJson(terminal, { ok, faults, proofs: lines });
    for (const fault of faults) terminal.say(sentenceOf(fault));
    terminal.say(ok ? `${proofs.length} proofs: right.` : 'Not right.');
    return ok ? 0 : 1;
  },
};

function readPrintedCode(code: string): ConsentAnchor {
  const anchor = readConsentCode(code);
  if (anchor) return anchor;
  throw new UsageError('--code is not the code of a printed copy: RELAIS-CONSENT:<id>:<64 hexadecimal digits>.');
}

const WORDS: Readonly<Record<ConsentFault['what'], string>> = {
  byte: 'is not as it was sealed, or as files of proofs are written (byte)',
  text: 'is about another text than the one that is here (text)',
  order: 'is not at its place in the chain (order)',
  time: 'has other times than it was sealed with, or times that cannot be (time)',
  incomplete: 'says too little to prove anything (incomplete)',
  unknown: 'is not the proof that the printed code is of (unknown)',
};

function sentenceOf({ what, proof, at }: ConsentFault): string {
  return `${proof === undefined ? 'The file' : `Proof ${proof}`} ${WORDS[what]}${at === undefined ? '' : `: ${at}`}.`;
}
