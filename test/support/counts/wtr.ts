import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';

/**
 * A reporter of Web Test Runner that writes its counts, by browser too, and what failed in which files, as JSON; a page that did not load is a failed test.
 * `isChosen`: only tests with certain titles ran; the runner knows the others too, as tests that neither passed nor met an error.
 */
export function countsReporter(file: string, isChosen = false): Reporter {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[], files: [] as string[] };
  const byBrowser: Record<string, { passed: number; failed: number; skipped: number }> = {};
  return {
    onTestRunFinished({ sessions }) {
      for (const { testFile, browser, testResults, errors } of sessions) {
        const file = relative('', testFile);
        const page = `${browser.name} › ${file}`;
        const { passed, failed: before, skipped } = counts;
        if (testResults) add(testResults, page);
        counts.failed += errors.length;
        if (counts.failed > before && !counts.files.includes(file)) counts.files.push(file);
        const own = (byBrowser[browser.name.toLowerCase()] ??= { passed: 0, failed: 0, skipped: 0 });
        own.passed += counts.passed - passed;
        own.failed += counts.failed - before;
        own.skipped += counts.skipped - skipped;
        counts.failures.push(...errors.map(({ message }) => `${page} › ${message}`));
      }
      writeFileSync(file, JSON.stringify({ ...counts, byBrowser }));
    },
  };

  function add(suite: TestSuiteResult, within: string): void {
    const ran = suite.tests.filter((test) => !isChosen || test.passed || test.error);
    for (const test of ran) {
      const outcome = test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed';
      counts[outcome] += 1;
      if (outcome === 'failed') counts.failures.push(`${within} › ${test.name}`);
    }
    for (const inner of suite.suites) add(inner, `${within} › ${inner.name}`);
  }
}
