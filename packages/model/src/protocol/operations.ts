import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { ProtocolStep } from './life.ts';
import { protocolReaders } from './readers.ts';
import {
  ActivationEnd,
  ActivationPlan,
  BroughtProtocol,
  ParameterSetting,
  ProtocolModeChange,
  ProtocolReviewing,
} from './record.ts';
import * as routes from './routes.ts';

/** Ten times the longest protocol that is shipped. */
const LARGEST_PROTOCOL = 256 * 1024;

/** The administrator keeps the files; what is a doctor's word alone, the subject's policy says. */
const answerable = ['structureAdmin', 'delegator'] as const satisfies readonly Role[];
const refusals = ['invalid-request', 'unauthenticated', 'forbidden', 'not-found', ...writeProblems] as const;
const signing = [...refusals, 'not-own-signature'] as const;

export const protocolOperations = {
  listProtocols: {
    ...routes.listProtocols,
    summary: 'The protocols of the structure, each with its versions and how far they are',
    access: { roles: protocolReaders, partial: true },
    problems: ['unauthenticated', 'forbidden'],
  },
  readProtocol: {
    ...routes.readProtocol,
    summary: 'One version of a protocol: its text, its life, and what the structure has set',
    access: { roles: protocolReaders, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importProtocol: {
    ...routes.importProtocol,
    summary: 'Bring a version of a protocol, or the FHIR Bundle of one; refused unless it is proven or signed for',
    access: { roles: ['structureAdmin'] },
    body: BroughtProtocol,
    largestBody: LARGEST_PROTOCOL,
    judgesBody: true,
    problems: [...refusals, 'protocol-not-proven', 'protocol-too-hard', 'protocol-version-taken', 'unavailable'],
  },
  takeProtocolStep: {
    ...routes.takeProtocolStep,
    summary: 'A version is validated, filed, active, refused, closed or withdrawn, today or from a later day',
    access: { roles: answerable },
    body: ProtocolStep,
    problems: [...signing, 'protocol-not-proven', 'protocol-too-hard', 'protocol-step-refused', 'unavailable'],
  },
  switchProtocolMode: {
    ...routes.switchProtocolMode,
    summary: 'Switch computing on for a version, by a doctor, or off',
    access: { roles: answerable },
    body: ProtocolModeChange,
    problems: signing,
  },
  reviewProtocol: {
    ...routes.reviewProtocol,
    summary: 'A doctor has read illustrative statements of a version and takes them over',
    access: { roles: ['delegator'] },
    body: ProtocolReviewing,
    problems: signing,
  },
  planActivation: {
    ...routes.planActivation,
    summary: 'Plan a season or a crisis in which runs may start',
    access: { roles: answerable },
    body: ActivationPlan,
    problems: signing,
  },
  endActivation: {
    ...routes.endActivation,
    summary: 'Say with which day a planned activation ends',
    access: { roles: answerable },
    body: ActivationEnd,
    problems: signing,
  },
  setParameter: {
    ...routes.setParameter,
    summary:
      'Give a parameter its value on this territory, from a day on; refused where the protocol would be proven no more',
    access: { roles: ['delegator'] },
    body: ParameterSetting,
    problems: [...signing, 'protocol-not-proven', 'protocol-too-hard', 'unavailable'],
  },
} as const satisfies Record<string, Operation>;
