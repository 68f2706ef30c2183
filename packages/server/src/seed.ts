import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OperatorError } from './core/operator-error.ts';
import { SYSTEM_ACTOR } from './core/actors.ts';
import type { ServiceContext } from './core/context.ts';
import { importDocument } from './import-document.ts';

/** The demonstration's data, beside the packages. */
const DEMO_FOLDER = new URL('../../../demo/', import.meta.url);

export class DemoMissingError extends OperatorError {
  override readonly name = 'DemoMissingError';
}

/**
 * Brings in the demonstration's structures that are not there yet; one that is there keeps what a coordinator has made of it.
 * @throws {DemoMissingError} this installation has no demonstration data
 */
export async function seedDemo(context: ServiceContext, folder: URL = DEMO_FOLDER): Promise<void> {
  const checklists = await readFolder(new URL('checklists/', folder));
  const territories = await readFolder(new URL('territories/', folder));
  for (const settings of await readFolder(new URL('structures/', folder))) {
    const { id } = settings;
    if (await context.views.read(id)) continue;
    const territory = territories.find((candidate) => candidate.id === id);
    if (!territory) throw new DemoMissingError(`The demonstration has no territory for the structure ${id}.`);
    for (const document of [territory, ...checklists, settings])
      await importDocument(context, document, SYSTEM_ACTOR, id);
  }
}

async function readFolder(folder: URL): Promise<{ id: string }[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new DemoMissingError(`There is no demonstration data in ${fileURLToPath(folder)}; set RELAIS_SEED=none.`, {
      cause,
    });
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8')) as { id: string }),
  );
}
