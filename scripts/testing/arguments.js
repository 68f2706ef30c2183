import { parseArgs } from 'node:util';
import { BROWSERS } from '../setup/browsers.js';

/** @import { BrowserName } from '../setup/browsers.js' */

export const USAGE = `npm test -- [--only=STAGE,…] [--grep=TEXT] [--browsers=NAME,…] [--everywhere] [--within=MINUTES]

  --only        run these stages only
  --grep        run only the tests whose title matches, in every stage that has titles
  --browsers    test in these browsers only: ${BROWSERS.join(', ')}
  --everywhere  take every test in every browser, and not in Chromium alone what ends alike in all
  --within      end after so many minutes; what has not run by then counts as failed`;

/**
 * @param {string[]} args
 * @param {string[]} stages Names there are.
 * @returns {{ only: string[], grep: string | undefined, browsers: BrowserName[], everywhere: boolean, within: number, help: boolean }} `only` names at least one
 *   stage; `within` is in minutes, Infinity when nothing is said
 * @throws {Error} for an unknown option, stage or browser, with what is accepted
 */
export function readArguments(args, stages) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true },
      grep: { type: 'string' },
      browsers: { type: 'string', multiple: true },
      everywhere: { type: 'boolean', default: false },
      within: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    only: chosen('--only', values.only, stages),
    grep: values.grep,
    browsers: /** @type {BrowserName[]} */ (chosen('--browsers', values.browsers, BROWSERS)),
    everywhere: values.everywhere,
    within: minutes(values.within),
    help: values.help,
  };
}

/** @param {string | undefined} value */
function minutes(value) {
  if (value === undefined) return Infinity;
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new Error(`--within takes a number of minutes, not “${value}”.`);
  return Number(value);
}

/**
 * @param {string} option
 * @param {string[] | undefined} values Each a list with commas.
 * @param {string[]} accepted
 */
function chosen(option, values, accepted) {
  const names = values
    ?.flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter(Boolean);
  if (!names?.length) return accepted;
  const unknown = names.find((name) => !accepted.includes(name));
  if (unknown) throw new Error(`${option} does not know “${unknown}”; it takes ${accepted.join(', ')}.`);
  return accepted.filter((name) => names.includes(name));
}
