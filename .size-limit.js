import { atOnce, ever, everButUnits, filesOf } from './scripts/kit/manifest.js';

/**
 * The budgets of the kit, in brotli bytes: what a page loads at once (a script and all it imports statically) and what it
 * may come to load (dynamic imports too).
 *
 * @param {string} script
 * @param {import('./scripts/kit/manifest.js').Next} next
 */
const pathsOf = (script, next) => filesOf(script, next).map((file) => `dist/kit/${file}`);

export default [
  { name: 'slot-picker.js, first load', path: pathsOf('slot-picker', atOnce), limit: '14 kB' },
  { name: 'slot-picker.js, in all', path: pathsOf('slot-picker', ever), limit: '48 kB' },
  {
    name: 'questionnaire.js, first load: a form of plain items',
    path: pathsOf('questionnaire', atOnce),
    limit: '25 kB',
  },
  { name: 'questionnaire.js, all but units', path: pathsOf('questionnaire', everButUnits), limit: '145 kB' },
  { name: 'relais.js, first load', path: pathsOf('all', atOnce), limit: '20 kB' },
];
