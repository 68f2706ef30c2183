import { parseArgs } from 'node:util';
import { BROWSERS } from '../setup/browsers.js';

/** @import { BrowserName } from '../setup/browsers.js' */

export const USAGE = `npm test -- [--only=STAGE,…] [--grep=TEXT] [--browsers=NAME,…]

  --only      run these stages only
  --grep      run only the tests whose title matches, in every stage that has titles
  --browsers  test in these browsers only: ${BROWSERS.join(', ')}`;

/**
 * @param {string[]} args
 * @param {string[]} stages Names there are.
 * @returns {{ only: string[], grep: string | undefined, browsers: BrowserName[], help: boolean }} `only` names at least one stage
 * @throws {Error} for an unknown option, stage or browser, with what is accepted
 */
export function readArguments(args, stages) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true },
      grep: { type: 'string' },
      browsers: { type: 'string', multiple: true },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    only: chosen('--only', values.only, stages),
    grep: values.grep,
    browsers: /** @type {BrowserName[]} */ (chosen('--browsers', values.browsers, BROWSERS)),
    help: values.help,
  };
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
