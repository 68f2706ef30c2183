import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';

export interface Guarded {
  child: ChildProcess;
  /** Ends the command, waits until it is gone and its `cleanup` is done. Safe to call twice. */
  stop: () => Promise<void>;
}

export interface GuardOptions {
  /** Signal that ends the command, `TERM` unless told. */
  signal?: 'TERM' | 'INT' | 'QUIT';
  /** Folder to remove once the command has ended. */
  remove?: string;
  /** User to run the command as, when this process is root. */
  user?: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  stdio?: SpawnOptions['stdio'];
}

/**
 * The shell stands between us and the command: it waits on its standard input, a pipe only we hold. However this process
 * ends, SIGKILL included, the pipe closes, and the shell ends the command and removes its folder.
 */
const GUARD = `
signal=$1 folder=$2 user=$3
shift 3
if [ -n "$user" ]; then set -- setpriv --reuid="$user" --regid="$user" --init-groups "$@"; fi
exec 9<&0 </dev/null
"$@" 9<&- &
pid=$!
trap '' HUP INT TERM
(read -r _ <&9; kill -"$signal" "$pid") &
reader=$!
wait "$pid"
status=$?
kill -KILL "$reader" 2>/dev/null
if [ -n "$folder" ]; then rm -rf -- "$folder"; fi
exit "$status"
`;

/** Runs a command that cannot outlive this process. POSIX systems only. */
export function spawnGuarded(command: string, args: string[], options: GuardOptions = {}): Guarded {
  const [, ...outputs] = (options.stdio as unknown[] | undefined) ?? ['pipe', 'ignore', 'inherit'];
  const child = spawn(
    'sh',
    ['-c', GUARD, 'guard', options.signal ?? 'TERM', options.remove ?? '', options.user ?? '', command, ...args],
    {
      // A session of its own, so that Ctrl-C in the terminal reaches the guard through us, in order.
      detached: true,
      env: options.env ?? process.env,
      cwd: options.cwd,
      stdio: ['pipe', ...outputs] as SpawnOptions['stdio'],
    },
  );
  const ended = once(child, 'exit');
  child.stdin?.on('error', () => undefined);
  // A test that forgets to stop its command still ends, and the command with it.
  child.unref();
  (child.stdin as Socket | null)?.unref();
  return {
    child,
    stop: async () => {
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}
