import { createClient, type Client } from '@relais/sdk';
import { createConsents } from '@relais/sdk/consent';
import type { ConsentTextList, StructureSettings, Territory } from '@relais/model';
import { createPageBackend, type PageBackend } from '@relais/server/page';
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };

const DAY_MS = 86_400_000;

/** What a patient finds on her own telephone, and the nurse who gave it to her. */
export interface ReadingStage {
  readonly backend: PageBackend;
  readonly nurse: Client;
  readonly client: Client;
  readonly link: string;
}

let sqlite: Promise<never> | undefined;

/** A real backend in this page, with a text that a nurse gives to be read so many days before. */
export async function createReading(
  consentTexts: ConsentTextList,
  values: Readonly<Record<string, string>>,
  daysLater = 0,
): Promise<ReadingStage> {
  sqlite ??= import('@sqlite.org/sqlite-wasm').then(({ default: initialize }) => initialize() as never);
  const backend = await createPageBackend({
    structures: [
      {
        settings: settings as unknown as StructureSettings,
        territory: territory as unknown as Territory,
        consentTexts,
      },
    ],
    now: Date.parse('2026-11-30T09:00:00Z'),
    loadSqlite: () => sqlite!,
  });
  const open = (getToken?: () => Promise<string>) =>
    createClient({
      api: 'https://relais.invalid',
      structure: settings.id,
      fetch: backend.fetch,
      now: () => backend.now(),
      storage: 'memory',
      ...(getToken && { getToken }),
    });
  const nurse = open(() => backend.signToken('delegate', settings.id));
  const { href: link } = await createConsents(nurse).readingLink(consentTexts.texts[0]!, values, '/lire.html');
  await backend.advance(daysLater * DAY_MS);
  return { backend, nurse, client: open(), link };
}
