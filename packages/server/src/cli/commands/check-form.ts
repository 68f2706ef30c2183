import { checkForm } from '@relais/engine/questionnaire/check';
import type { FormFinding, FormReport } from '@relais/engine/questionnaire/check';
import { only, readArguments } from '../arguments.ts';
import { readJsonFile } from '../json-file.ts';
import { UsageError, writeJson } from '../terminal.ts';
import type { Command, Terminal } from '../terminal.ts';

/** Says what is wrong with a form before anybody fills it in, without any database: what its author asks. */
export const checkFormFile: Command = {
  help: `relais check-form FILE [--language fr|en] [--strict]

Checks a FHIR R4 Questionnaire (SDC): what is wrong with it, where, and what would mend it; what can be proven of it is proven
(conditions that never hold), and what is beyond that is not accused. Ends with 0 when nothing in it does otherwise than it says,
with 1 otherwise.
  --language  the language of the sentences, fr unless told
  --strict    ends with 1 for warnings too
FILE may be - for standard input.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['language'], ['strict']);
    const { language = 'fr' } = options;
    if (language !== 'fr' && language !== 'en') throw new UsageError('--language: fr or en.');
    const path = only(rest, 'FILE');
    const report = await checkForm(await readJsonFile(path, terminal), { now: Date.now, language });
    await writeJson(terminal, report);
    tell(terminal, report, path);
    return report.accepted && !(options.strict && report.counts.warning > 0) ? 0 : 1;
  },
};

function tell(terminal: Terminal, { form, findings, counts }: FormReport, path: string): void {
  for (const finding of findings) terminal.say(sentencesOf(finding));
  terminal.say(`${form || path}: ${counts.error} errors, ${counts.warning} warnings, ${counts.note} notes.`);
}

function sentencesOf({ path, severity, code, detail, words, mend }: FormFinding): string {
  return [`${path} (${severity}, ${code})`, `  ${[words, detail].filter(Boolean).join(' ')}`, `  → ${mend}`].join('\n');
}
