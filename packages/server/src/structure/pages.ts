import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import type { StructureView } from '../core/view.ts';
import { settingsDocument } from './settings-document.ts';

/**
 * The page of the structure's site where booking links lead, as the world sees it: an address that is relative is on the backend itself.
 * `undefined` when there is none that can be reached.
 */
export function pageAddress(
  { publicUrl }: Pick<ServiceContext, 'publicUrl'>,
  documents: Documents,
): string | undefined {
  const address = documents.of(settingsDocument)?.manageUrl;
  if (address === undefined || !URL.canParse(address, publicUrl)) return undefined;
  return new URL(address, publicUrl).href;
}

/** The sites whose pages may book by the structure's own word: its `origins`, and that of its page for booking links. */
export function sitesOf(context: ServiceContext, { documents }: StructureView): readonly string[] {
  const page = pageAddress(context, documents);
  return [...(documents.of(settingsDocument)?.origins ?? []), ...(page === undefined ? [] : [new URL(page).origin])];
}
