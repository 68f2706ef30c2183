import type { Vault, Vaults } from './vault.ts';

/** Does one thing after the other in the vault of whoever is signed in when it is asked. */
export type InTurn = <Value>(work: (vault: Vault) => Promise<Value>) => Promise<Value>;

/** What is asked first is done first: what is dropped while it is being encrypted stays dropped. */
export function createVaultQueue(vaults: Vaults): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = Promise.all([vaults.current(), last]).then(([vault]) => work(vault));
    last = result.catch(() => undefined);
    return result;
  };
}
