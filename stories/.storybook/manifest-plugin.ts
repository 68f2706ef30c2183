import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type { Plugin } from 'vite';

const NAME = 'virtual:custom-elements-manifest';

/** Gives the stories the manifest of the elements, read anew from their sources at each start and build. */
export function customElementsManifest(packageFolder: string): Plugin {
  return {
    name: 'custom-elements-manifest',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const manifest: unknown = await cli({ argv: ['analyze', '--quiet'], cwd: packageFolder, noWrite: true });
      return `export default ${JSON.stringify(manifest)}`;
    },
  };
}
