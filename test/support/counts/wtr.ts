import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';

/** A reporter of Web Test Runner that writes its counts as JSON; a page that did not load is a failed test. */
export function countsReporter(file: string): Reporter {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    onTestRunFinished({ sessions }) {
      for (const { testResults, errors } of sessions) {
        if (testResults) add(testResults);
        counts.failed += errors.length;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };

  function add(suite: TestSuiteResult): void {
    for (const test of suite.tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
    suite.suites.forEach(add);
  }
}
