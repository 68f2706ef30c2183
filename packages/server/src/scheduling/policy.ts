import { publicAudiences } from '@relais/model';
import type { Audience } from '@relais/model';
import type { Principal } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { settingsDocument } from '../structure/index.ts';

/** The audience whose seats are meant where nobody names one. */
export function usualAudience({ documents }: StructureView): Audience {
  return documents.of(settingsDocument)?.audience ?? 'CPTS';
}

/**
 * The audience searched: the one named, else the structure's own.
 * @throws {ProblemError} `forbidden` when it, or a label of reserved seats, is for professionals and the caller is none
 */
export function decideAudience(
  { principal, view }: { readonly principal: Principal; readonly view: StructureView },
  named: Audience | undefined,
  label: string | undefined,
): Audience {
  const audience = named ?? usualAudience(view);
  const isOpen = publicAudiences.includes(audience) && label === undefined;
  if (!isOpen && principal.kind !== 'professional') throw new ProblemError('forbidden');
  return audience;
}
