// A morning at the telephone: invented people ask to be called back, by the demand of `data/demand-profile.json`.
import { draw, minutesToNext } from './matinee.js';

const STRUCTURE = '/api/v1/structures/trois-vallees';
/** Monday morning, from when the telephone opens. */
const OPENS = 8;
const CLOSES = 12;
/** Who already waits when one begins. */
const AT_FIRST = 12;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId('matinee'));
const speed = /** @type {HTMLSelectElement} */ (byId('vitesse'));
const button = byId('marche');
const count = byId('compte');

const profile = await (await fetch('/pro/data/demand-profile.json')).json();

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let asked = 0;
/** Minutes since the telephone opened, of the simulated morning. */
let minute = 0;

/** @param {number} since minutes ago */
async function ask(since) {
  const arrivedAt = `${new Date(Date.now() - since * 60_000).toISOString().slice(0, 19)}Z`;
  const response = await fetch(`${STRUCTURE}/callbacks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` },
    body: JSON.stringify({ id: crypto.randomUUID(), arrivedAt, ...draw(profile) }),
  });
  if (!response.ok) throw new Error(String(response.status));
  asked += 1;
}

function say() {
  const time = `${OPENS + Math.floor(minute / 60)} h ${String(Math.floor(minute % 60)).padStart(2, '0')}`;
  count.textContent = `${asked} demandes simulées. Il est ${time} dans la matinée.`;
}

function wait() {
  if (minute >= (CLOSES - OPENS) * 60) {
    stop(`${asked} demandes simulées : la matinée est finie.`);
    return;
  }
  const pause = minutesToNext(profile, OPENS + minute / 60);
  minute += pause;
  timer = setTimeout(() => void next(), (pause * 60_000) / Number(speed.value));
}

async function next() {
  try {
    await ask(0);
  } catch {
    stop('La simulation s’est arrêtée : le serveur n’a pas pris la demande. Êtes-vous connecté ?');
    return;
  }
  if (timer === undefined) return;
  say();
  wait();
}

/** @param {string} words */
function stop(words) {
  clearTimeout(timer);
  timer = undefined;
  minute = 0;
  button.textContent = 'Commencer';
  button.setAttribute('aria-pressed', 'false');
  count.textContent = words;
}

async function begin() {
  asked = 0;
  button.textContent = 'Arrêter';
  button.setAttribute('aria-pressed', 'true');
  timer = setTimeout(() => undefined);
  try {
    for (let index = 0; index < AT_FIRST; index += 1) await ask(Math.random() * 90);
  } catch {
    stop('Aucune demande n’a pu être ajoutée : connectez-vous au secrétariat ou en régulation.');
    return;
  }
  if (timer === undefined) return;
  say();
  wait();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (timer === undefined) void begin();
  else stop(`${asked} demandes simulées, puis arrêtées. Celles qui attendent restent à rappeler.`);
});
document.addEventListener('relais-signed-out', () => {
  if (timer !== undefined) stop('');
});
