import { DEMO_CLIENT } from '../../config.ts';
import { Role, toInstant } from '@relais/model';
import { LONGEST_TTL_SECONDS, signDevelopmentToken } from '../../core/auth/development-token.ts';
import { readSecret } from '../../core/secret-file.ts';
import { nothing, readArguments, required } from '../arguments.ts';
import { configure } from '../backend.ts';
import { RefusedError, UsageError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

const ROLES = Role.options.join(', ');

export const token: Command = {
  help: `relais token --role ROLE --structure ID [--ttl SECONDS]

Signs a professional's token with the secret of this backend (RELAIS_DATA or RELAIS_SECRET), for trying things out. A backend with a
configured issuer (OIDC_ISSUER, SIGN_IN_ISSUER) signs none and accepts none.
  --role  ${ROLES}
  --ttl   3600 when absent, ${LONGEST_TTL_SECONDS} at most`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['role', 'structure', 'ttl']);
    nothing(rest);
    const role = readRole(required(options.role, 'role', `one of ${ROLES}`));
    const structure = required(options.structure, 'structure', 'the id of a structure');
    const ttlSeconds = readTtl(options.ttl ?? '3600');
    const config = configure(terminal);
    if (config.signIn !== undefined && config.signIn.clientId !== DEMO_CLIENT) {
      throw new RefusedError('People sign in at an issuer (SIGN_IN_ISSUER): this backend signs no tokens.');
    }
    if (config.issuers.length > 0) {
      throw new RefusedError('An issuer is configured (OIDC_ISSUER): it signs the tokens, this backend signs none.');
    }
    const now = Date.now();
    const signed = await signDevelopmentToken(readSecret(config), { role, structure, ttlSeconds, now });
    await writeJson(terminal, { token: signed, role, structure, expiresAt: toInstant(now + ttlSeconds * 1000) });
    return 0;
  },
};

function readRole(text: string): Role {
  const role = Role.safeParse(text);
  if (!role.success) throw new UsageError(`--role is ${text}; it takes one of ${ROLES}.`);
  return role.data;
}

function readTtl(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= LONGEST_TTL_SECONDS) return seconds;
  throw new UsageError(`--ttl is ${text}; it takes 1 to ${LONGEST_TTL_SECONDS} seconds.`);
}
