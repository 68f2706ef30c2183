import type { TerritoryProblem } from '@relais/engine';
import type { Fault } from '@relais/model';
import type * as z from 'zod/mini';
import { ProblemError } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Faults told at most: nobody mends more of them at a time. */
const MOST_FAULTS = 100;

/** The refusal of a document that its schema does not take. */
export function invalidDocument({ issues }: z.core.$ZodError): ProblemError {
  return new ProblemError('invalid-request', { faults: describeIssues(issues) });
}

/** What is wrong with a parsed value, without the value: it may be somebody's name. */
export function describeIssues(issues: readonly Issue[]): Fault[] {
  return issues.flatMap(describeIssue).slice(0, MOST_FAULTS);
}

function describeIssue(issue: Issue): Fault[] {
  if (issue.code === 'unrecognized_keys') return describeUnknown(issue);
  const accepted = acceptedBy(issue);
  return [{ path: pathOf(issue.path), message: messageOf(issue), ...(accepted ? { accepted } : {}) }];
}

/** Members there are none of. A schema that refuses them says in its own message which there are. */
function describeUnknown({ path, keys, message }: z.core.$ZodIssueUnrecognizedKeys): Fault[] {
  return keys.map((key) => ({ path: pathOf([...path, key]), message: 'is not known', accepted: message }));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** The problems of a territory file, whose values are nobody's secret. */
export function describeTerritory(problems: readonly TerritoryProblem[]): Fault[] {
  return problems.map(({ path, said, accepted }) => ({ path, message: said, accepted }));
}

function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'is missing or of another type';
    case 'too_big':
      return 'is too long or too large';
    case 'too_small':
      return 'is too short or too small';
    case 'invalid_value':
      return 'is not one of the accepted values';
    default:
      return 'is not in the accepted form';
  }
}

function acceptedBy(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'too_big':
      return `at most ${String(issue.maximum)}`;
    case 'too_small':
      return `at least ${String(issue.minimum)}`;
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'invalid_format':
      return issue.pattern ?? issue.format;
    case 'custom':
      return typeof issue.params?.['accepted'] === 'string' ? issue.params['accepted'] : undefined;
    default:
      return undefined;
  }
}
