import { pino } from 'pino';
import type { DestinationStream, Level } from 'pino';
import type { AppLog } from '../http/deps.ts';

/** What went wrong with a mail, without anything of the person; see `mail/worker.ts`. */
interface MailFault {
  readonly mailId: string;
  readonly structureId: string;
  readonly code: string;
  readonly attempts: number;
  readonly givenUp: boolean;
}

export interface BackendLog extends AppLog {
  mail(fault: MailFault): void;
  /** Something the operator should know, in words of ours. */
  note(message: string): void;
}

/**
 * The process's log: JSON lines on standard output. Nothing of a request but its route's pattern, and nothing of an error but its kind and
 * place: messages of databases and parsers quote the very values they stumble on.
 */
export function createLog(level: Level | 'silent', destination?: DestinationStream): BackendLog {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const log = destination ? pino(options, destination) : pino(options);
  return {
    request: (record) => {
      const line = { ...record, milliseconds: Math.round(record.milliseconds * 10) / 10 };
      if (record.status >= 500) log.error(line, 'request');
      else log.debug(line, 'request');
    },
    failure: (error) => log.error({ error: describeError(error) }, 'failure'),
    mail: (fault) => log.warn(fault, 'mail'),
    note: (message) => log.warn(message),
  };
}

interface ErrorDescription {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
  /** SQLite's extended result code, which tells one disk error from another. */
  readonly errcode?: number;
  readonly constraint?: string;
  readonly at?: readonly string[];
  readonly cause?: ErrorDescription;
}

const FRAMES = 8;

function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, errcode, constraint } = error as { code?: unknown; errcode?: unknown; constraint?: unknown };
  return {
    name: error.name,
    message: withoutQuotes(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof errcode === 'number' ? { errcode } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    at: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** What stands between quotation marks may be anybody's. */
function withoutQuotes(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/(["'`«]).*["'`»]/g, '$1…$1');
}

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ')).slice(0, FRAMES);
}
