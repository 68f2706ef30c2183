import type { ProblemCatalogue } from '../core/problems.ts';

export const protocolProblems = {
  'protocol-not-proven': { status: 422, title: 'The protocol is not proven, and nobody has signed for what is not' },
  'protocol-too-hard': { status: 422, title: 'The protocol cannot be checked within the limits' },
  'protocol-version-taken': { status: 409, title: 'This version of the protocol has another text' },
  'protocol-step-refused': { status: 409, title: 'The version cannot take this step' },
  'not-own-signature': { status: 403, title: 'Nobody signs here for somebody else' },
} as const satisfies ProblemCatalogue;
