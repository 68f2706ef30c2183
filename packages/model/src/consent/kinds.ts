import type { ConsentCode, ConsentDecision, ConsentMethod } from './codes.ts';

// Apart from the schemas, which a page that only asks does without.

/** Which of the codes ask for a consent; the others for an information and no objection. */
export const CONSENT_KINDS = {
  careByProtocol: 'consent',
  careByOwnCompetence: 'consent',
  photograph: 'consent',
  exchangeWithCarers: 'information',
  shareOutsideTeam: 'consent',
  shareWithinTeam: 'information',
  reuseForSteering: 'information',
} as const satisfies Record<ConsentCode, 'consent' | 'information'>;

/** What may be decided under a code of each kind. */
export const DECISIONS_OF = {
  consent: ['given', 'refused', 'withdrawn', 'expired', 'urgencyException', 'referredToDoctor'],
  information: ['informed', 'objected', 'withdrawn', 'referredToDoctor'],
} as const satisfies Record<'consent' | 'information', readonly ConsentDecision[]>;

/**
 * What a method is worth as a signature (eIDAS, article 25). An oral consent has none: the professional attests it. A drawing and a code are simple
 * signatures, and nothing here is ever a qualified one. Paper is signed by hand; what is kept is its scan.
 */
export const SIGNATURE_LEVELS = {
  oral: 'none',
  drawnSignature: 'simple',
  oneTimeCode: 'simple',
  paper: 'handwritten',
} as const satisfies Record<ConsentMethod, 'none' | 'simple' | 'handwritten'>;
