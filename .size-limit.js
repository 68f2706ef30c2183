import { atOnce, ever, everButFhirpath, filesOf, filesOfFhirpath } from './scripts/kit/manifest.js';

/**
 * The budgets of the kit, in brotli bytes: what a page loads at once (a script and all it imports statically) and what it
 * may come to load (dynamic imports too).
 *
 * @param {string} script
 * @param {import('./scripts/kit/manifest.js').Next} next
 */
const pathsOf = (script, next) => inKit(filesOf(script, next));
/** @param {string[]} files */
const inKit = (files) => files.map((file) => `dist/kit/${file}`);

export default [
  { name: 'slot-picker.js, first load', path: pathsOf('slot-picker', atOnce), limit: '14 kB' },
  { name: 'slot-picker.js, in all', path: pathsOf('slot-picker', ever), limit: '51 kB' },
  {
    name: 'questionnaire.js, first load: a form of plain items',
    path: pathsOf('questionnaire', atOnce),
    limit: '25 kB',
  },
  {
    name: 'questionnaire.js, all but the whole of FHIRPath',
    path: pathsOf('questionnaire', everButFhirpath),
    limit: '136 kB',
  },
  // The library as it is published, with its decimals and its units (47 kB of it, in the same file and not to be loaded apart);
  // the model of R4; and of our own what evaluates the common subset, which any form with expressions has loaded by then.
  {
    name: 'questionnaire.js, the whole of FHIRPath: all it brings after the first load',
    path: inKit(filesOfFhirpath('questionnaire')),
    limit: '175 kB',
  },
  { name: 'relais.js, first load', path: pathsOf('all', atOnce), limit: '20 kB' },
];
