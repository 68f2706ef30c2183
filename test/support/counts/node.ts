import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/**
 * A reporter of `node --test` that gives its counts, and what failed in which files, as JSON. Suites are not tests, nor is a
 * file that holds none.
 */
export default async function* counts(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const result = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
  const files = new Set<string>();
  for await (const { type, data } of source) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) result.skipped += 1;
    else if (type === 'test:fail') {
      result.failed += 1;
      const file = data.file && relative('', data.file);
      if (file) files.add(file);
      result.failures.push(file ? `${file} › ${data.name}` : data.name);
    } else if (!data.file?.endsWith(data.name)) result.passed += 1;
  }
  yield JSON.stringify({ ...result, files: [...files] });
}
