import { tellAuthor } from '../author.ts';
import { readForm } from '../definitions.ts';
import type { FormDefinition } from '../definitions.ts';
import { compilePattern } from '../checks.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { extensionOf, extensionsOf, readText, valueOf } from '../extensions.ts';
import { openForm } from '../open.ts';
import type { Found, FormFinding } from './finding.ts';
import { limitsOf, neverAsked, vainConditions } from './reachable.ts';
import { lostReads, unusedExpressions } from './reads.ts';
import { en } from './words-en.ts';
import { fr } from './words-fr.ts';
import { RENDERED } from './rendered.ts';
import { writtenFindings } from './written.ts';

/** What the checker says of a form. */
export interface FormReport {
  /** The title of the form, or its address. */
  readonly form: string;
  readonly version: string | undefined;
  /** Nothing in it does otherwise than it says. */
  readonly accepted: boolean;
  readonly counts: { readonly error: number; readonly warning: number; readonly note: number };
  /** In the order of the form, the gravest of an item first. */
  readonly findings: readonly FormFinding[];
}

/** What the kit cannot know without the host: told, and nobody's fault. */
const NOTES = ['value-set-unavailable', 'query-unavailable'];

/**
 * Checks a form for whoever writes it: all that any opening of it tells, and what can be proven or seen of it before anybody answers.
 * It accuses only where it is sure: what is beyond what it can decide is left alone.
 */
export async function checkForm(
  source: unknown,
  { now, language = 'fr' }: { readonly now: () => number; readonly language?: 'fr' | 'en' },
): Promise<FormReport> {
  const definition = readForm(source);
  const found = [...(await diagnosed(definition, now)), ...proven(definition)];
  const words = language === 'fr' ? fr : en;
  const place = new Map(definition.all.map(({ linkId, index }) => [linkId, index]));
  const findings = distinct(found)
    .map(({ code, severity, linkId, detail }): FormFinding => {
      const path = linkId ? `questionnaire/${linkId}` : 'questionnaire';
      const [said, mend] = words[code];
      return { code, severity, linkId, path, detail, words: said, mend };
    })
    .sort((a, b) => placeOf(a, place) - placeOf(b, place) || rankOf(a) - rankOf(b));
  const count = (severity: FormFinding['severity']): number =>
    findings.filter((one) => one.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), note: count('note') };
  const { title, url, id, version } = definition.questionnaire;
  return { form: title ?? url ?? id ?? '', version, accepted: counts.error === 0, counts, findings };
}

async function diagnosed(definition: FormDefinition, now: () => number): Promise<Found[]> {
  const form = await openForm(definition, { now, supports: () => Promise.resolve(RENDERED) });
  const assembled = assembledNames(definition);
  await form.settled();
  const isAssembled = ({ code, detail = '' }: Diagnostic): boolean =>
    code === 'variable-unknown' && assembled.includes(detail.slice(1));
  const diagnostics = form.diagnostics.filter((one) => !isAssembled(one));
  tellAuthor(definition, (severity, code, linkId, detail) => diagnostics.push({ severity, code, linkId, detail }));
  return diagnostics.map(({ severity, code, linkId, detail }) => ({
    code,
    severity: NOTES.includes(code) ? 'note' : severity,
    linkId: linkId || undefined,
    detail,
  }));
}

/** The names a modular form gets from the one it is put into. */
function assembledNames({ root }: FormDefinition): string[] {
  return extensionsOf(root.source, 'assembleContext').map((one) => String(valueOf(one)?.value));
}

/** A modular form is filled in once its parts have been put together (SDC, `$assemble`). */
function parts({ all }: FormDefinition): Found[] {
  return all.flatMap(({ source, linkId }): Found[] =>
    extensionOf(source, 'subQuestionnaire') ? [{ code: 'not-assembled', severity: 'warning', linkId }] : [],
  );
}

function proven(definition: FormDefinition): Found[] {
  return [
    ...parts(definition),
    ...neverAsked(definition),
    ...vainConditions(definition),
    ...lostReads(definition),
    ...unusedExpressions(definition),
    ...definition.all.flatMap(limitsOf),
    ...badPatterns(definition),
    ...writtenFindings(definition),
  ];
}

/** A format is read when it is first needed; whoever writes it should know before. */
function badPatterns({ all }: FormDefinition): Found[] {
  return all.flatMap(({ source, linkId }): Found[] => {
    const text = readText(source, 'regex');
    const isBad = text !== undefined && compilePattern(text) === undefined;
    return isBad ? [{ code: 'regex-invalid', severity: 'warning', linkId, detail: text }] : [];
  });
}

/** What is told twice, and what only says more closely what another finding of the item says. */
function distinct(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  const isSaid = ({ code, linkId }: Found): boolean =>
    code === 'never-asked' &&
    found.some((one) => one.linkId === linkId && ['condition-option', 'condition-type'].includes(one.code));
  return found.filter((one) => {
    const key = JSON.stringify([one.code, one.linkId, one.detail]);
    if (seen.has(key) || isSaid(one)) return false;
    seen.add(key);
    return true;
  });
}

function placeOf({ linkId }: FormFinding, places: ReadonlyMap<string, number>): number {
  return linkId === undefined ? -1 : (places.get(linkId) ?? Infinity);
}

function rankOf({ severity }: FormFinding): number {
  return ['error', 'warning', 'note'].indexOf(severity);
}
