import type { Machine } from '../../scripts/setup/machine.js';

interface Pretended {
  platform?: string;
  distribution?: string;
  isRoot?: boolean;
  env?: Record<string, string>;
  /** Paths of files that exist; those in /usr/bin are the commands. */
  files?: string[];
}

/** A machine that has these files and nothing else; Debian, and not root, unless told. */
export function pretend({
  platform = 'linux',
  distribution = 'debian',
  isRoot = false,
  env = {},
  files = [],
}: Pretended): Machine {
  return {
    env,
    platform,
    isRoot,
    distribution: platform === 'linux' ? distribution : '',
    which: (command) => files.find((file) => file === `/usr/bin/${command}`),
    exists: (path) => files.includes(path),
    list: (folder) => [
      ...new Set(files.filter((file) => file.startsWith(`${folder}/`)).map((file) => nameIn(folder, file))),
    ],
  };
}

function nameIn(folder: string, file: string): string {
  return file.slice(folder.length + 1).split('/')[0] ?? '';
}
