import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './terminal.ts';

/** Options that take a text, and those that are said or not, by name, and what stands beside them. */
export interface ReadArguments<Name extends string, Flag extends string = never> {
  readonly options: { readonly [Key in Name]?: string } & { readonly [Key in Flag]?: true };
  readonly rest: readonly string[];
}

/** Reads `--name text`, `--flag` and the rest. @throws {UsageError} for an option that is not among them, or has no text */
export function readArguments<Name extends string, Flag extends string = never>(
  args: readonly string[],
  names: readonly Name[],
  flags: readonly Flag[] = [],
): ReadArguments<Name, Flag> {
  const options: ParseArgsOptionsConfig = {};
  for (const name of names) options[name] = { type: 'string' };
  for (const flag of flags) options[flag] = { type: 'boolean' };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { options: values as ReadArguments<Name, Flag>['options'], rest: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** @throws {UsageError} when the option is absent */
export function required(value: string | undefined, name: string, accepted: string): string {
  if (value === undefined) throw new UsageError(`--${name} is missing: ${accepted}.`);
  return value;
}

/** The one text beside the options. @throws {UsageError} when there is none, or more */
export function only(rest: readonly string[], what: string): string {
  const [first, ...others] = rest;
  if (first === undefined) throw new UsageError(`${what} is missing.`);
  if (others.length > 0) throw new UsageError(`One ${what} at a time: ${others.join(' ')} is too much.`);
  return first;
}

/** @throws {UsageError} when there is anything beside the options */
export function nothing(rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`${rest.join(' ')} is not understood.`);
}
