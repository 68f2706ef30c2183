import * as z from 'zod/mini';
import { Role } from '../core/roles.ts';

/** A professional has signed in to the structure, or has chosen what to act as there. The subject is theirs. */
export const SessionOpened = z.object({ roles: z.array(Role) });

/** Why a session is over: its owner said so or signed in anew, it was idle or old, the issuer or an administrator ended it. */
export const SessionEndReason = z.enum(['signOut', 'replaced', 'idle', 'expired', 'issuer', 'revoked']);
export type SessionEndReason = z.infer<typeof SessionEndReason>;

export const SessionEnded = z.object({ reason: SessionEndReason });

export const sessionEvents = { 'session.opened': SessionOpened, 'session.ended': SessionEnded } as const;
