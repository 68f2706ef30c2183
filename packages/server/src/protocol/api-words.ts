import type {
  ActivationEnd,
  ActivationPlan,
  NamedSignature,
  ParameterSetting,
  ProtocolModeChange,
  ProtocolReviewing,
  ProtocolStep,
} from '@relais/model';
import type { ApiWords, MembersOf, Schema } from '../core/openapi/api-words.ts';

interface Sent {
  NamedSignature: NamedSignature;
  ProtocolStep: ProtocolStep;
  ProtocolModeChange: ProtocolModeChange;
  ProtocolReviewing: ProtocolReviewing;
  ActivationPlan: ActivationPlan;
  ActivationEnd: ActivationEnd;
  ParameterSetting: ParameterSetting;
}

const signature = {
  by: 'Who signs, by name',
  rpps: 'Their national number (RPPS); when absent `role` says what they are',
  role: 'What they are, for those who have no number; when absent `rpps` must be there',
  on: 'The day they signed',
};

const validity = {
  validFrom: 'First day on which it holds',
  validTo: 'Last day on which it holds; when absent until further notice',
};

const members: MembersOf<Sent> = {
  NamedSignature: signature,
  ProtocolStep: {
    state: 'The state that the version enters',
    ...signature,
    from: 'The day it does, which may be ahead',
    reason: 'Why, as it will be read; when absent nothing is said',
  },
  ProtocolModeChange: {
    kind: '`display`: criteria are shown and a person concludes. `compute`: scores, doses and outcomes are computed',
    ...signature,
  },
  ProtocolReviewing: {
    paths: 'The illustrative statements that were read, as the checker names them: `rules/7b`, `items/od.age`',
    ...signature,
  },
  ActivationPlan: {
    reason: 'A season, or a crisis',
    text: 'What people read of it',
    ...validity,
    ...signature,
  },
  ActivationEnd: {
    validTo: 'The last day of the activation; a day before its first takes it back',
    ...signature,
  },
  ParameterSetting: {
    name: 'The parameter, as the protocol names it',
    value: 'Its value on this territory',
    ...validity,
    ...signature,
  },
};

const findings: Schema = {
  type: 'array',
  items: { $ref: '#/components/schemas/ProtocolFinding' },
  description: 'What is wrong, in French: where, with an example as small as can be, and what would mend it',
};

export const protocolWords: ApiWords = {
  members,
  problems: {
    'protocol-not-proven': { findings },
    'protocol-step-refused': {
      outcome: {
        type: 'string',
        enum: ['not-from-this-state', 'not-from-the-catalogue', 'not-proven', 'dates-go-back'],
        description: 'Why the version cannot take this step',
      },
    },
  },
};
