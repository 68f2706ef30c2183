import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts `failures`: what failed, by its
 * file and titles.
 *
 * A runner of tests gets the path of a file in RELAIS_COUNTS, into which its reporter (test/support/counts/) writes its counts.
 */

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
  return code === 124 ? 'was ended because it took too long' : `ended with code ${code}`;
}

/** @param {Counts} counts */
export function total({ passed, failed, skipped }) {
  return passed + failed + skipped;
}

/**
 * @param {Counts[]} all
 * @returns {Required<Counts>}
 */
export function sum(all) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  return { ...counts, failures: all.flatMap(({ failures = [] }) => failures) };
}

/**
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function readCounts(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
