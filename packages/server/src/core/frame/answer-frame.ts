import type { AppDeps } from '../http/deps.ts';
import { countVisit } from '../http/limit.ts';
import { toProblem } from '../http/problems.ts';
import { STRUCTURE_ID } from '../structure-id.ts';
import { FRAME_STYLES, FRAMED, framePage, frameRefusal, frameScript } from './frame-page.ts';

/** `/embed/<element>?structure=…`: an element on a page of its own, for a frame on the sites that may book. Sets no cookie. */
export async function answerFrame(deps: AppDeps, request: Request, bindings: unknown): Promise<Response> {
  const address = deps.addressOf?.(request, bindings) ?? 'unknown';
  try {
    return await countVisit(deps.limits, address, () => answer(deps, new URL(request.url)));
  } catch (error) {
    const { status } = toProblem(error);
    if (status >= 500) deps.log?.failure(error);
    return frameRefusal(status, {
      fr: 'Cette page ne répond pas pour le moment. Réessayez dans un instant.',
      en: 'This page does not answer for now. Try again in a moment.',
    });
  }
}

async function answer({ context, origins = [], sitesOf }: AppDeps, url: URL): Promise<Response> {
  const element = url.pathname.slice('/embed/'.length);
  if (element === 'frame.js') return frameScript();
  const known = Object.hasOwn(FRAMED, element) ? FRAMED[element] : undefined;
  if (!known) return refuse(404, `/embed/${element}`, Object.keys(FRAMED));
  const { structure: structureId = '', ...others } = Object.fromEntries(url.searchParams);
  const view = STRUCTURE_ID.test(structureId) ? await context.views.read(structureId) : undefined;
  if (!view) return refuse(404, 'structure', ['structure=…']);
  const accepted = [...known, ...FRAME_STYLES];
  const stranger = Object.keys(others).find((name) => !accepted.includes(name));
  if (stranger !== undefined) return refuse(400, stranger, accepted);
  const language = others.language?.startsWith('en') ? 'en' : 'fr';
  return framePage({
    element,
    structureId,
    info: context.describe(view, language),
    attributes: Object.entries(others).filter(([name]) => known.includes(name)),
    sites: [...origins, ...(sitesOf?.(view) ?? [])],
  });
}

function refuse(status: 400 | 404, name: string, accepted: readonly string[]): Response {
  return frameRefusal(status, {
    fr: `« ${name} » n’est pas connu ici. Ce qui l’est : ${accepted.join(', ')}.`,
    en: `“${name}” is not known here. What is: ${accepted.join(', ')}.`,
  });
}
