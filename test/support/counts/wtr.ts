import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';

/**
 * A reporter of Web Test Runner that writes its counts as JSON; a page that did not load is a failed test. `isChosen`: only tests
 * with certain titles ran; the runner knows the others too, as tests that neither passed nor met an error.
 */
export function countsReporter(file: string, isChosen = false): Reporter {
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
    const ran = suite.tests.filter((test) => !isChosen || test.passed || test.error);
    for (const test of ran) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
    suite.suites.forEach(add);
  }
}
