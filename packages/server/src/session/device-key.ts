import type { Secrets } from '../core/secrets.ts';

/**
 * The key under which devices keep what is unsent of one person in one structure. It is derived and kept nowhere: another secret of the server makes
 * another key, and what lies locked on devices then stays so.
 */
export function deviceKey(secrets: Secrets, structureId: string, professionalId: string): string {
  return secrets.token('device-key', structureId, professionalId).replace(/^rl_/, '');
}
