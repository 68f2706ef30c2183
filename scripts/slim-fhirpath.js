import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const engine = new URL('../packages/engine/', import.meta.url);
const require = createRequire(new URL('package.json', engine));

/**
 * A Vite (or Rolldown, or Rollup) plugin that bundles `fhirpath` from its sources, with our units in place of its library of
 * units. Its one-file build holds that library and half a megabyte more.
 *
 * @returns {{ name: string, enforce: 'pre', resolveId: (id: string, importer?: string) => string | undefined }}
 */
export function slimFhirpath() {
  const units = fileURLToPath(new URL('src/questionnaire/ucum/for-fhirpath.ts', engine));
  const tree = fileURLToPath(new URL('src/questionnaire/fhirpath/tree.ts', engine));
  return {
    name: 'slim-fhirpath',
    enforce: 'pre',
    resolveId: (id, importer) => {
      if (id === './parser' && importer?.endsWith('/fhirpath/src/fhirpath.js')) return tree;
      if (id === 'fhirpath') return require.resolve('fhirpath/src/fhirpath.js');
      return id === '@lhncbc/ucum-lhc' ? units : undefined;
    },
  };
}
