import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** A reporter of Playwright that writes its counts, by browser too, and what failed in which files, as JSON. */
export default class CountsReporter implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside of any test: a file that does not load, a fixture that fails at its end. */
  onError(): void {
    this.#errors += 1;
  }

  onEnd(result: FullResult): void {
    const counts = { passed: 0, failed: this.#errors, skipped: 0, failures: [] as string[], files: [] as string[] };
    const byBrowser: Record<string, { passed: number; failed: number; skipped: number }> = {};
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      const verdict = outcome === 'expected' ? 'passed' : outcome === 'skipped' ? 'skipped' : 'failed';
      counts[verdict] += 1;
      const browser = test.parent.project()?.use.browserName ?? 'none';
      (byBrowser[browser] ??= { passed: 0, failed: 0, skipped: 0 })[verdict] += 1;
      if (outcome !== 'unexpected' && outcome !== 'flaky') continue;
      counts.failures.push(test.titlePath().filter(Boolean).join(' › '));
      counts.files.push(relative('', test.location.file));
    }
    // What failed outside of any test would not be seen again where a few files are run once more.
    counts.files = this.#errors ? [] : [...new Set(counts.files)];
    if (result.status !== 'passed' && counts.failed === 0) counts.failed = 1;
    const file = process.env.RELAIS_COUNTS;
    if (file) writeFileSync(file, JSON.stringify({ ...counts, byBrowser }));
  }
}
