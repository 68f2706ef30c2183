import { elementNames } from './scripts/kit/elements.js';
import { atOnce, ever, everButFhirpath, filesOf, filesOfFhirpath, filesToShow } from './scripts/kit/manifest.js';

/** @param {string[]} files */
const inKit = (files) => files.map((file) => `dist/kit/${file}`);

/**
 * The budgets of the kit, in brotli bytes: what a page loads at once (scripts and all they import statically) and what it
 * may come to load (dynamic imports too).
 *
 * @param {string | readonly string[]} scripts
 * @param {import('./scripts/kit/manifest.js').Next} next
 */
const pathsOf = (scripts, next) => inKit(filesOf(scripts, next));

/** Every element on one page. */
const EVERYTHING = ['relais', ...elementNames()];

export default [
  { name: 'relais.js', path: pathsOf('relais', ever), limit: '2 kB' },
  { name: 'slot-picker.js, first load', path: pathsOf('slot-picker', atOnce), limit: '14 kB' },
  // What it shares with every desk (fields, screens for trouble, their words) says a little more than a picker needs, and names the client of
  // people who sign in (3 kB), which is counted here and which no picker loads.
  // Each further element that shares parts with it cuts the shared chunks once more, which compresses a little worse. What the outbox does to keep the
  // writes of a run in their order (0.1 kB) is loaded with it; and the client's ledger reads accounts whole, with what was offered and the gap (0.1 kB).
  // A device that keeps nothing, or erases, is told and is kept in step again (0.7 kB; in the questionnaire too). A page goes on after four seconds
  // with whom its device knows (0.1 kB; in the questionnaire too).
  { name: 'slot-picker.js, in all', path: pathsOf('slot-picker', ever), limit: '71.2 kB' },
  // What judges the answers (1.9 kB with its words) comes once the form is there to be answered.
  {
    name: 'questionnaire.js, first load: a form of plain items',
    path: pathsOf('questionnaire', atOnce),
    limit: '25 kB',
  },
  // Each further element that shares parts with it cuts the shared chunks once more, as for the picker (0.2 kB); so does what its first load leaves to
  // later (1.2 kB).
  {
    name: 'questionnaire.js, all but the whole of FHIRPath',
    path: pathsOf('questionnaire', everButFhirpath),
    limit: '188.6 kB',
  },
  // The library as it is published, with its decimals and its units (47 kB of it, in the same file and not to be loaded apart);
  // the model of R4; and of our own what evaluates the common subset, which any form with expressions has loaded by then.
  {
    name: 'questionnaire.js, the whole of FHIRPath: all it brings after the first load',
    path: inKit(filesOfFhirpath('questionnaire')),
    limit: '175 kB',
  },
  { name: 'consent.js, first load', path: pathsOf('consent', atOnce), limit: '14 kB' },
  { name: 'action-log.js, first load', path: pathsOf('action-log', atOnce), limit: '14 kB' },
  { name: 'doctor-answer.js, first load', path: pathsOf('doctor-answer', atOnce), limit: '20 kB' },
  { name: 'duty-call.js, first load', path: pathsOf('duty-call', atOnce), limit: '20 kB' },
  { name: 'request.js, first load', path: pathsOf('request', atOnce), limit: '20 kB' },
  { name: 'seat-offer.js, first load', path: pathsOf('seat-offer', atOnce), limit: '20 kB' },
  { name: 'session.js, first load', path: pathsOf('session', atOnce), limit: '14.1 kB' },
  { name: 'intake.js, first load', path: pathsOf('intake', atOnce), limit: '20 kB' },
  { name: 'letter.js, first load', path: pathsOf('letter', atOnce), limit: '20 kB' },
  { name: 'protocol.js, first load: before its questionnaire', path: pathsOf('protocol', atOnce), limit: '25 kB' },
  { name: 'supervision.js, first load', path: pathsOf('supervision', atOnce), limit: '20 kB' },
  { name: 'load.js, first load', path: pathsOf('load', atOnce), limit: '20 kB' },
  { name: 'matters.js, first load', path: pathsOf('matters', atOnce), limit: '20 kB' },
  { name: 'open-now.js, first load', path: pathsOf('open-now', atOnce), limit: '20 kB' },
  { name: 'planning.js, first load', path: pathsOf('planning', atOnce), limit: '20 kB' },
  { name: 'team.js, first load', path: pathsOf('team', atOnce), limit: '20 kB' },
  { name: 'visit.js, first load', path: pathsOf('visit', atOnce), limit: '20 kB' },
  { name: 'waitlist.js, first load', path: pathsOf('waitlist', atOnce), limit: '20 kB' },
  // What calls the backend comes when there is something to ask, and with it what shows the answer.
  { name: 'indicator.js, first load', path: pathsOf('indicator', atOnce), limit: '14 kB' },
  { name: 'dashboard.js, first load', path: pathsOf('dashboard', atOnce), limit: '16 kB' },
  { name: 'protocol-tree.js, first load', path: pathsOf('protocol-tree', atOnce), limit: '10 kB' },
  // The schema of protocols is 11 kB of it: nothing is drawn of one that is not read as a whole.
  { name: 'protocol-tree.js, a tree shown', path: inKit(filesToShow('protocol-tree')), limit: '40 kB' },
  { name: 'every element on one page, first load', path: pathsOf(EVERYTHING, atOnce), limit: '90 kB' },
  {
    // Of what nobody loads at once. It grows with what the elements can do; it is a limit so that it does not grow unseen. The registry of indicators,
    // by which a page reads a file of past figures as the server will, is 10 kB of it.
    name: 'every element on one page, all but the whole of FHIRPath',
    path: pathsOf(EVERYTHING, everButFhirpath),
    limit: '661.5 kB',
  },
];
