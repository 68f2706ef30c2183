import type { Territory } from '@relais/sdk';
import type { TerritoryProblem } from '@relais/sdk/planning';
import type * as Engine from './calls.ts';

/** What the server takes at most. */
const LARGEST = 1024 * 1024;

/** Why a file is not taken. */
export type FileFault =
  | { readonly kind: 'too-large' }
  /** `line`: where it stops being JSON, in browsers that say. */
  | { readonly kind: 'not-json'; readonly line: number | undefined }
  | { readonly kind: 'foreign'; readonly structure: string }
  | ({ readonly kind: 'problem' } & TerritoryProblem);

export type ReadFile = { readonly territory: Territory } | { readonly faults: readonly FileFault[] };

/** A territory file as the server would judge it, for this structure and no other. Taken whole, or not at all. */
export async function readTerritoryFile(
  file: File,
  structure: string,
  { validateTerritory }: Pick<typeof Engine, 'validateTerritory'>,
): Promise<ReadFile> {
  if (file.size > LARGEST) return { faults: [{ kind: 'too-large' }] };
  const text = await file.text();
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { faults: [{ kind: 'not-json', line: lineOf(text, (error as Error).message) }] };
  }
  const validation = validateTerritory(document);
  if (!validation.ok) return { faults: validation.problems.map((problem) => ({ kind: 'problem', ...problem })) };
  const { territory } = validation;
  const isForeign = territory.id !== undefined && territory.id !== structure;
  return isForeign ? { faults: [{ kind: 'foreign', structure: territory.id ?? '' }] } : { territory };
}

/** Engines tell the place in words of their own: a line, a position, or nothing. */
function lineOf(text: string, message: string): number | undefined {
  const [, line] = /line (\d+)/.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}

/** As it is kept in a file: members in their order, one a line, so that two versions can be compared. */
export function writeTerritoryFile(territory: Territory): string {
  return `${JSON.stringify(territory, null, 2)}\n`;
}
