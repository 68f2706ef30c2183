import { nothing, readArguments } from '../arguments.ts';
import type { Command } from '../terminal.ts';

export const serve: Command = {
  help: `relais serve

Runs the backend until it is told to stop (SIGTERM, SIGINT). Configured by environment variables: PORT, HOST, RELAIS_DATA or DATABASE_URL
with RELAIS_SECRET, RELAIS_SEED, RELAIS_ORIGINS, RELAIS_TRUSTED_PROXIES, OIDC_ISSUER with OIDC_AUDIENCE, SIGN_IN_ISSUER with SIGN_IN_CLIENT_ID and
SIGN_IN_CLIENT_SECRET, SMTP_URL with SMTP_FROM.`,

  async run(args) {
    nothing(readArguments(args, []).rest);
    await import('../../main.ts');
    return 0;
  },
};
