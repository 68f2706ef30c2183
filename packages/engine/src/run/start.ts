import type { ObstacleKind, ProtocolReadiness, RunObstacle } from '@relais/model';
import type { ConsentStanding } from '../consent/index.ts';

/** How the patient's consent stands, as `standingOf` says it, or an editor's own keeping of consents. */
export type RunConsent = Pick<ConsentStanding, 'state' | 'allowed'>;

/**
 * Why a run may not start, and who can mend it; nothing when it may. Care that has happened is never refused: this is asked before a run, and not of
 * one that comes late from a device that was off.
 *
 * @param version - the version the page has opened: one that another has followed meanwhile starts nothing any more
 */
export function startObstacles(
  { missing, version: current }: Pick<ProtocolReadiness, 'missing' | 'version'>,
  consent: RunConsent,
  version: string,
): RunObstacle[] {
  const isOther = current !== undefined && current !== version;
  return [
    ...missing,
    ...(isOther ? [{ what: 'otherVersion', mender: 'self' } as const] : []),
    ...(consent.allowed ? [] : [{ what: consentObstacle(consent), mender: 'patient' } as const]),
  ];
}

function consentObstacle({ state }: RunConsent): ObstacleKind {
  if (state === 'refused') return 'consentRefused';
  return state === 'withdrawn' ? 'consentWithdrawn' : 'consentMissing';
}
