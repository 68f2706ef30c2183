import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} [failures] What failed, by its file and titles.
 * @property {string[]} [files] The files that hold what failed.
 * @property {string[]} [unsteady] What failed and passed when its file was run once more by itself; counted as passed.
 *
 * A runner of tests gets the path of a file in RELAIS_COUNTS, into which its reporter (test/support/counts/) writes its counts.
 */

/** The code that `run` gives for a program that it ended. */
const TOOK_TOO_LONG = 124;

/**
 * What a run of tests amounts to.
 *
 * @param {Counts | undefined} written What the reporter wrote, if it came to that.
 * @param {number} code Exit code of the runner.
 * @param {boolean} mayBeEmpty Whether it is right that no test ran, as with `--grep`; a runner may take that for a failure.
 * @returns {Counts & { reason?: string }} `reason` for a failure that is not a failed test's
 */
export function judge(written, code, mayBeEmpty) {
  if (!written)
    return { passed: 0, failed: 1, skipped: 0, reason: `the runner ${ending(code)}, without counting its tests` };
  // What it had not come to by then is in no count.
  if (code === TOOK_TOO_LONG)
    return { ...written, failed: Math.max(1, written.failed), reason: `the runner ${ending(code)}` };
  if (written.failed === 0 && code !== 0 && !mayBeEmpty) {
    return { ...written, failed: 1, reason: `no test failed, but the runner ${ending(code)}` };
  }
  if (total(written) === 0 && !mayBeEmpty) return { ...written, failed: 1, reason: '0 tests ran' };
  return written;
}

/**
 * @param {number} code As `run` gives it.
 * @returns {string} how a program ended, in words
 */
export function ending(code) {
  return code === TOOK_TOO_LONG ? 'was ended because it took too long' : `ended with code ${code}`;
}

/** From so many files on, what fails does not fail by chance. */
const TOO_MANY = 6;

/**
 * The files to run once more by themselves. Of seventeen thousand tests in real browsers, a few meet their limits on a machine that
 * has other work; one that passes by itself is told by name at the end, to be mended, and does not stop everybody.
 *
 * @param {Counts & { reason?: string }} result
 * @returns {string[]} none where nothing failed, where much did, and where the runner itself did
 */
export function filesToTryAgain({ files = [], reason }) {
  return reason || files.length >= TOO_MANY ? [] : files;
}

/**
 * What tests amount to when those that failed have had their second try.
 *
 * @param {Counts & { reason?: string }} first
 * @param {Counts & { reason?: string }} second Of the files that held what failed.
 * @returns {Counts & { reason?: string }}
 */
export function afterSecondTry(first, second) {
  if (second.reason) return first;
  const { failures = [] } = second;
  const unsteady = (first.failures ?? []).filter((failure) => !failures.includes(failure));
  return { ...first, passed: first.passed + first.failed - second.failed, failed: second.failed, failures, unsteady };
}

/**
 * @param {string} title
 * @param {Counts & { reason?: string }} result
 * @returns {Counts & { reason?: string }} the result, with a failure that is no test's among those told at the end
 */
export function withReason(title, result) {
  if (!result.reason || result.failed === 0) return result;
  return { ...result, failures: [...(result.failures ?? []), `${title} › ${result.reason}`] };
}

/** @param {Counts} counts */
export function total({ passed, failed, skipped }) {
  return passed + failed + skipped;
}

/**
 * @param {Counts[]} all
 * @returns {Omit<Required<Counts>, 'files'>}
 */
export function sum(all) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  return {
    ...counts,
    failures: all.flatMap(({ failures = [] }) => failures),
    unsteady: all.flatMap(({ unsteady = [] }) => unsteady),
  };
}

/**
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function readCounts(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
