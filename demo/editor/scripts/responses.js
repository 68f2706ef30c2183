// Where this demonstration keeps the responses: the memory of the tab. A real software sends them to its server.

/**
 * @typedef {NonNullable<HTMLElementTagNameMap['relais-questionnaire']['response']>} Response
 * @typedef {{ id: string, savedAt: string, response: Response }} Kept
 */

const KEY = 'colombier.bilans';

/** @returns {Kept[]} the last one first */
export function keptResponses() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
}

/**
 * @param {string} id One response, saved as often as one likes.
 * @param {Response} response
 */
export function keepResponse(id, response) {
  const others = keptResponses().filter((kept) => kept.id !== id);
  const kept = { id, savedAt: new Date().toISOString(), response };
  sessionStorage.setItem(KEY, JSON.stringify([kept, ...others]));
}

const moment = new Intl.DateTimeFormat('fr', { dateStyle: 'short', timeStyle: 'short' });

/** @param {(kept: Kept) => void} open Called with the response somebody wants to see. */
export function showResponses(open) {
  const kept = keptResponses();
  document.getElementById('no-response')?.toggleAttribute('hidden', kept.length > 0);
  document.getElementById('responses')?.replaceChildren(...kept.map((one) => lineOf(one, open)));
}

/**
 * @param {Kept} kept
 * @param {(kept: Kept) => void} open
 */
function lineOf(kept, open) {
  const isDone = kept.response.status === 'completed';
  const when = moment.format(Date.parse(kept.savedAt));
  const line = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = isDone ? 'Relire' : 'Reprendre';
  button.setAttribute('aria-label', `${button.textContent} le bilan du ${when}`);
  button.addEventListener('click', () => open(kept));
  line.append(`${when}, ${isDone ? 'terminé' : 'en cours'}`, button);
  return line;
}
