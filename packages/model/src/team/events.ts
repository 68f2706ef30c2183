import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { Profession } from '../people/index.ts';
import { TeamFunction } from './members.ts';

const part = { protocol: z.string(), function: TeamFunction };
const shift = {
  professional: z.string(),
  start: Instant,
  end: Instant,
  rank: z.int(),
  protocols: z.optional(z.array(z.string())),
};

/** What happens to a team; the subject of a row is the professional's id, of a shift the shift's, of a quiz the protocol's. No name, no score. */
export const teamEvents = {
  'team.member-declared': z.object({ ...part, profession: z.optional(Profession), from: PlainDate }),
  'team.member-ended': z.object({ ...part, on: PlainDate }),
  'team.adhesion-recorded': z.object({
    ...part,
    commitmentOn: z.optional(PlainDate),
    swornOn: z.optional(PlainDate),
  }),
  'team.certificate-issued': z.object({
    protocol: z.string(),
    certificate: z.string(),
    on: PlainDate,
    validTo: PlainDate,
  }),
  'team.renewal-reminded': z.object({}),
  'team.quiz-set': z.object({ number: z.int(), sha256: z.string() }),
  'team.quiz-marked': z.object({ protocol: z.string(), attempt: z.string(), passed: z.boolean() }),
  'team.shift-recorded': z.object(shift),
  'team.shift-removed': z.object(shift),
} as const;
