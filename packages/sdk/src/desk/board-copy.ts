import type { Callback, DeskMember, DeskSettings } from '@relais/model';
import type { ClientCore } from '../core/index.ts';

/** The last list a device has seen. */
export interface BoardCopy {
  readonly callbacks: readonly Callback[];
  readonly you: DeskMember;
  readonly settings: DeskSettings | undefined;
  readonly trueAt: number;
}

/** A board of yesterday helps nobody, and holds names. */
const KEPT_MILLISECONDS = 12 * 3_600_000;
/** A busy morning changes the list several times a second; what is encrypted once in a while is enough. */
const PAUSE_MILLISECONDS = 5000;
const KIND = 'board';

/** Keeps the list on this device, encrypted, for whoever is signed in and until they leave. */
export function createBoardCopy({ vaults, now, sleep }: ClientCore) {
  let latest: BoardCopy | undefined;
  let isPausing = false;

  async function write(): Promise<void> {
    const value = latest;
    latest = undefined;
    if (value) await (await vaults.known())?.put(KIND, 'open', value, now() + KEPT_MILLISECONDS);
  }

  return {
    /** Sooner or later; a copy that cannot be kept is none, and nothing else. */
    keep(value: BoardCopy): void {
      latest = value;
      if (isPausing) return;
      isPausing = true;
      write()
        .then(() => sleep(PAUSE_MILLISECONDS))
        .catch(() => undefined)
        .finally(() => {
          isPausing = false;
          if (latest) this.keep(latest);
        });
    },
    async read(): Promise<BoardCopy | undefined> {
      try {
        return await (await vaults.known())?.get<BoardCopy>(KIND, 'open');
      } catch {
        return undefined;
      }
    },
  };
}
