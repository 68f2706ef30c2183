import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const engine = new URL('../packages/engine/', import.meta.url);
const require = createRequire(new URL('package.json', engine));

/** What the sources of `fhirpath` ask for, and what of ours stands in its place: what forms have no use for, or have already. */
const OURS = {
  '@lhncbc/ucum-lhc': 'ucum/for-fhirpath.ts',
  'decimal.js': 'fhirpath/decimal.ts',
  'date-fns/parse/index.js': 'fhirpath/copy-date.ts',
  'fhirpath/src/parser/index.js': 'fhirpath/tree.ts',
  // Whole modules nothing of a form comes to, what only older browsers lack, and a version nobody asks for.
  'fhirpath/package.json': 'fhirpath/left-out.ts',
  'fhirpath/src/additional.js': 'fhirpath/left-out.ts',
  'fhirpath/src/factory.js': 'fhirpath/left-out.ts',
  'fhirpath/src/html-checks.js': 'fhirpath/left-out.ts',
  'fhirpath/src/instance-selector.js': 'fhirpath/left-out.ts',
  'fhirpath/src/polyfill.js': 'fhirpath/left-out.ts',
  'fhirpath/src/sdc-ig-supplements.js': 'fhirpath/left-out.ts',
  'fhirpath/src/terminologies.js': 'fhirpath/left-out.ts',
};

/**
 * A Vite (or Rolldown, or Rollup) plugin that bundles `fhirpath` from its sources, with modules of ours in place of some. Its
 * one-file build weighs half a megabyte more.
 *
 * @returns {{ name: string, enforce: 'pre', resolveId: (id: string, importer?: string) => string | undefined }}
 */
export function slimFhirpath() {
  return {
    name: 'slim-fhirpath',
    enforce: 'pre',
    resolveId: (id, importer = '') => {
      if (id === 'fhirpath') return require.resolve('fhirpath/src/fhirpath.js');
      if (!/\/node_modules\/(fhirpath|date-fns)\//.test(importer)) return undefined;
      const asked = id.startsWith('.') ? createRequire(importer).resolve(id) : id;
      const [, ours] = Object.entries(OURS).find(([theirs]) => asked.endsWith(theirs)) ?? [];
      return ours && fileURLToPath(new URL(`src/questionnaire/${ours}`, engine));
    },
  };
}
