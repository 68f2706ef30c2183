// Other renderers, brought here for a comparison only: never a dependency, never in the workspace.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of the peers' packages, unpacked. */
export interface Peers {
  readonly lforms: string;
  readonly surveyCore: string;
  readonly surveyUi: string;
}

const PACKAGES = {
  lforms: 'lforms@40.1.3',
  surveyCore: 'survey-core@2.5.38',
  surveyUi: 'survey-js-ui@2.5.38',
} as const;
const FOLDER = join(tmpdir(), 'relais-bench-peers');

/**
 * Gets the packages once and keeps them in the system's temporary folder. Their published scripts are complete, so that nothing
 * they depend on is installed and nothing of theirs runs here.
 *
 * @throws when the registry does not answer
 */
export function bringPeers(): Peers {
  const folders = Object.entries(PACKAGES).map(([name, wanted]) => [name, bring(wanted)]);
  return Object.fromEntries(folders) as Peers;
}

function bring(wanted: string): string {
  const folder = join(FOLDER, wanted);
  if (existsSync(folder)) return folder;
  mkdirSync(FOLDER, { recursive: true });
  const work = mkdtempSync(join(FOLDER, 'unpacking-'));
  try {
    const pack = ['pack', wanted, '--ignore-scripts', '--silent', '--pack-destination', work];
    const file = execFileSync('npm', pack, { cwd: work, encoding: 'utf8', timeout: 120_000 }).trim();
    execFileSync('tar', ['-xzf', file], { cwd: work });
    renameSync(join(work, 'package'), folder);
  } finally {
    rmSync(work, { recursive: true });
  }
  return folder;
}
