import { createHash } from 'node:crypto';
import { compileTerritory, listSlotDocument, listSlots, longestListDays, validateTerritory } from '@relais/engine';
import type { CompiledTerritory, SlotDocument, SlotQuery } from '@relais/engine';
import { Audience, PlainDate, toInstant } from '@relais/model';
import type { Instant } from '@relais/model';
import { only, readArguments, required } from '../arguments.ts';
import { describeTerritory } from '../../core/faults.ts';
import { explainFaults } from '../faults.ts';
import { readJsonFile } from '../json-file.ts';
import { readOccupancy } from '../occupancy.ts';
import { RefusedError, UsageError } from '../terminal.ts';
import type { Command, Terminal } from '../terminal.ts';

/** Slots printed at most: years of a whole territory. */
const MOST_SLOTS = 200_000;

const NAMES = ['from', 'to', 'now', 'audience', 'label', 'occupancy'] as const;

/** Lists a territory's slots without any database: what a coordinator asks before importing a file. */
export const slots: Command = {
  help: `relais slots TERRITORY.json --from DATE --to DATE [--now INSTANT] [--audience AUDIENCE] [--label LABEL] [--occupancy FILE]

Prints the slots of the service dates FROM to TO, both included, one a line. With --now, only what can be booked at that instant.
At most ${longestListDays} days, and ${MOST_SLOTS} slots, at a time.
  --now        e.g. 2026-11-09T07:00:00Z
  --audience   ${Audience.options.join(', ')}
  --label      shows the seats reserved for this label
  --occupancy  JSON {"bookings": [{"practiceId", "start", "count"?, "status"?}], "holds": [{"practiceId", "start", "expiresAt"}]}
TERRITORY.json and FILE may be - for standard input.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, NAMES);
    const path = only(rest, 'TERRITORY.json');
    const query = readQuery(options);
    const territory = await readTerritory(path, terminal);
    const occupancy = options.occupancy === undefined ? undefined : await readOccupancy(options.occupancy, terminal);
    const whole = occupancy === undefined ? query : { ...query, occupancy };
    const compiled = compileTerritory(territory);
    refuseEndlessList(compiled, whole);
    await terminal.write(print(listSlotDocument(compiled, whole, hash)));
    return 0;
  },
};

type Options = ReturnType<typeof readArguments<(typeof NAMES)[number]>>['options'];

function readQuery({ from, to, now, audience, label }: Options): SlotQuery {
  const query = {
    from: readDate(required(from, 'from', 'a date, YYYY-MM-DD'), 'from'),
    to: readDate(required(to, 'to', 'a date, YYYY-MM-DD'), 'to'),
    ...(now === undefined ? {} : { now: readInstant(now) }),
    ...(audience === undefined ? {} : { audience: readAudience(audience) }),
    ...(label === undefined ? {} : { label }),
  };
  if (query.from > query.to) throw new UsageError('--to is before --from.');
  if ((Date.parse(query.to) - Date.parse(query.from)) / 86_400_000 >= longestListDays) {
    throw new UsageError(`--to is too long after --from; a list holds at most ${longestListDays} days.`);
  }
  return query;
}

function refuseEndlessList(compiled: CompiledTerritory, query: SlotQuery): void {
  if (listSlots(compiled, query, { limit: MOST_SLOTS + 1 }).length <= MOST_SLOTS) return;
  throw new UsageError(`There are more than ${MOST_SLOTS} slots between --from and --to; ask for fewer dates.`);
}

function readDate(text: string, name: string): PlainDate {
  if (!PlainDate.safeParse(text).success) throw new UsageError(`--${name} is ${text}; it takes a date, YYYY-MM-DD.`);
  if (isOfOurTimes(text)) return text;
  throw new UsageError(`--${name} is ${text}; it takes a date from ${FIRST_YEAR} to ${LAST_YEAR}.`);
}

/** Years in which wall times are reckoned as ours: what a list reaches into beyond them could not be written. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 9998;

function isOfOurTimes(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant with `Z` or an offset → the exchanged form. Without either it would depend on the machine's zone. */
function readInstant(text: string): Instant {
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text)) || !isOfOurTimes(text)) {
    throw new UsageError(`--now is ${text}; it takes an instant such as 2026-11-09T07:00:00Z.`);
  }
  return toInstant(Date.parse(text));
}

function readAudience(text: string): Audience {
  const parsed = Audience.safeParse(text);
  if (!parsed.success) throw new UsageError(`--audience is ${text}; it takes ${Audience.options.join(', ')}.`);
  return parsed.data;
}

async function readTerritory(path: string, terminal: Terminal) {
  const validation = validateTerritory(await readJsonFile(path, terminal));
  if (validation.ok) return validation.territory;
  throw new RefusedError(
    `${path} breaks the rules of a territory file.\n${explainFaults(describeTerritory(validation.problems))}`,
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with one slot a line, so that two lists can be compared by eye and by `diff`. */
function print(document: SlotDocument): string {
  const head = JSON.stringify({ ...document, slots: [] }, null, 1);
  const lines = document.slots.map((slot) => `  ${JSON.stringify(slot)}`);
  const body = lines.length > 0 ? `[\n${lines.join(',\n')}\n ]` : '[]';
  return `${head.slice(0, head.lastIndexOf('[]'))}${body}\n}\n`;
}
