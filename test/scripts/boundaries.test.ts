import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../..', import.meta.url)) });

/** Whether the lint rules let a file of the house import a module by this name. */
async function allows(file: string, specifier: string): Promise<boolean> {
  const { rules } = (await eslint.calculateConfigForFile(file)) as Linter.Config & { rules: Linter.RulesRecord };
  const rule = rules['no-restricted-imports'] ?? 'off';
  const messages = new Linter().verify(`import {} from '${specifier}';`, [
    { rules: { 'no-restricted-imports': rule } },
  ]);
  return messages.length === 0;
}

/** File that imports → what it may, what it may not. */
const arrows: [file: string, allowed: string[], refused: string[]][] = [
  [
    'packages/model/src/scheduling/slots.ts',
    ['zod/mini', './territory.ts', '../core/instant.ts', '../people/index.ts'],
    ['zod', 'lit', '@relais/engine', 'node:fs', '../../engine/src/index.ts', '../people/person.ts'],
  ],
  ['packages/model/src/core/operation.ts', ['zod/mini', './roles.ts'], ['../booking/index.ts', '../people/person.ts']],
  [
    'packages/engine/src/index.ts',
    ['@relais/model', '../slots.ts'],
    ['zod/mini', '@relais/sdk', 'node:crypto', '../../model/src/slots.ts'],
  ],
  [
    'packages/sdk/src/client.ts',
    ['@relais/model', '@relais/engine', 'ky', 'idb'],
    ['lit', '@relais/elements', '@relais/server', 'node:fs'],
  ],
  [
    'packages/elements/src/provider/provider.ts',
    ['@relais/sdk', 'lit', 'lit/directives/live.js', '@lit/context'],
    ['ky', 'idb', '@relais/engine', '@relais/server', 'node:fs'],
  ],
  [
    'packages/elements/src/ui/format.ts',
    ['@relais/sdk', './words/fr.ts'],
    ['ky', '../slot-picker/index.ts', '../provider/provider.ts'],
  ],
  [
    'packages/elements/src/slot-picker/steps/seat.ts',
    ['../../ui/html.ts', '../booking/person.ts', '../../questionnaire/index.ts'],
    ['ky', '../../questionnaire/view/types.ts', '../../provider/provider.ts'],
  ],
  [
    'packages/server/src/app.ts',
    ['@relais/engine', '@relais/model', 'hono', 'node:fs'],
    ['@relais/sdk', '@relais/elements', 'lit'],
  ],
  [
    'packages/server/src/booking/rebuild/compare.ts',
    ['../policy.ts', '../../core/log/event.ts', '../../allocation/index.ts', '../../tables.ts'],
    ['../../allocation/ledger-book.ts', '../../scheduling/occupied.ts'],
  ],
  [
    'packages/server/src/core/write/write.ts',
    ['../db/store.ts', '../../tables.ts'],
    ['../../booking/index.ts', '../../booking/tables.ts', '@relais/sdk'],
  ],
  ['packages/server/src/migrations.ts', ['./booking/migrations/0001-booking.ts'], ['./booking/policy.ts']],
  ['packages/server/src/page.ts', ['@relais/engine', 'hono', './app.ts'], ['node:sqlite', '@relais/sdk']],
];

describe('no arrow of the house turns back', () => {
  for (const [file, allowed, refused] of arrows) {
    test(`${file} imports what it may and nothing else`, async () => {
      for (const name of allowed) assert.equal(await allows(file, name), true, name);
      for (const name of refused) assert.equal(await allows(file, name), false, name);
    });
  }
});
