import type { TestEvent } from 'node:test/reporters';

/** A reporter of `node --test` that gives its counts as JSON. Suites are not tests, nor is a file that holds none. */
export default async function* counts(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) result.skipped += 1;
    else if (type === 'test:fail') result.failed += 1;
    else if (!data.file?.endsWith(data.name)) result.passed += 1;
  }
  yield JSON.stringify(result);
}
