import { DEMO_CLIENT } from '../../config.ts';
import { bringUp } from '../../core/db/check.ts';
import { settleSecret } from '../../core/secret-file.ts';
import { createContext } from '../../create-context.ts';
import { seedYear } from '../../seed.ts';
import { nothing, readArguments } from '../arguments.ts';
import { asAWhole } from '../as-a-whole.ts';
import { configure, withStore } from '../backend.ts';
import { UsageError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

const YEAR_DAYS = 365;

export const demoYear: Command = {
  help: `relais demo-year

Has the demonstration's structures work for a year up to now, where they are not there yet, so that figures show something: requests, seats, calls,
cancellations, visits, runs of a protocol once its team is declared, and declared actions, of invented people, through the same rules as everything
else. A year that is cut off in an empty data folder leaves nothing, and is lived through anew. For demonstrations alone
(SIGN_IN_CLIENT_ID=${DEMO_CLIENT}); the embedded database must not be in use.`,

  async run(args, terminal) {
    nothing(readArguments(args, []).rest);
    const config = configure(terminal);
    const { signIn } = config;
    if (signIn?.clientId !== DEMO_CLIENT)
      throw new UsageError(`SIGN_IN_CLIENT_ID is to be ${DEMO_CLIENT}: a year is invented for demonstrations alone.`);
    const structures = await asAWhole(config, (whole) =>
      withStore(whole, { replaceable: true }, async (store) => {
        await bringUp(store);
        const secret = await settleSecret(whole, store.db);
        const { publicUrl } = signIn;
        return seedYear({
          contextAt: (clock) => createContext({ store, secret, clock, publicUrl, signsPeopleIn: true }),
          now: Date.now(),
          days: YEAR_DAYS,
          issuer: signIn.issuer,
          onBegin: () => terminal.say('A year of the demonstration is lived through, once…'),
        });
      }),
    );
    await writeJson(terminal, { structures });
    return 0;
  },
};
