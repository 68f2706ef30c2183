import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import type { StructureView } from '../core/view.ts';
import { settingsDocument } from './settings-document.ts';

/**
 * The page of the structure's site where links of one kind lead, those of bookings where none is named, as the world sees it: an address that is
 * relative is on the backend itself. `undefined` when there is none that can be reached.
 */
export function pageAddress(
  { publicUrl }: Pick<ServiceContext, 'publicUrl'>,
  documents: Documents,
  kind: 'manageUrl' | 'dutyUrl' = 'manageUrl',
): string | undefined {
  const address = documents.of(settingsDocument)?.[kind];
  if (address === undefined || !URL.canParse(address, publicUrl)) return undefined;
  return new URL(address, publicUrl).href;
}

/** The sites whose pages may book by the structure's own word: its `origins`, and those of its pages for links. */
export function sitesOf(context: ServiceContext, { documents }: StructureView): readonly string[] {
  const pages = (['manageUrl', 'dutyUrl'] as const).flatMap((kind) => pageAddress(context, documents, kind) ?? []);
  return [...(documents.of(settingsDocument)?.origins ?? []), ...pages.map((page) => new URL(page).origin)];
}
