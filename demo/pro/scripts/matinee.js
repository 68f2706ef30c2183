// Who asks next, and when. Everybody here is invented; numbers are of the range kept for fiction.

const FAMILIES = ['Abiven', 'Berthelot', 'Caradec', 'Delmas', 'Ehrmann', 'Fournier', 'Guivarch', 'Hamon', 'Idrissi'];
const GIVEN = ['Camille', 'Dominique', 'Claude', 'Sasha', 'Noa', 'Maxime', 'Lou', 'Alix'];
const ENTRY_POINTS = [
  'patient',
  'patient',
  'patient',
  'patient',
  'secretary',
  'pharmacist',
  'nurse',
  'attendingDoctor',
];
/** Of the day's calls of an established centre that must be called back: assumed, so that the board fills in a morning. */
const CALLS_A_DAY = 120;

/**
 * @template Value
 * @param {readonly Value[]} list
 * @returns {Value}
 */
const any = (list) => /** @type {Value} */ (list[Math.floor(Math.random() * list.length)]);

/**
 * One of the names, as often as its share says.
 *
 * @param {Readonly<Record<string, number>>} shares
 */
function byShare(shares) {
  const entries = Object.entries(shares);
  let left = Math.random() * entries.reduce((sum, [, share]) => sum + share, 0);
  for (const [name, share] of entries) {
    left -= share;
    if (left <= 0) return name;
  }
  return /** @type {[string, number]} */ (entries.at(-1))[0];
}

/** @typedef {{ callsByHour: { weights: Record<string, number> }, motives: { shares: Record<string, number> }, callback: { classes: Record<string, { share: number }> } }} Profile */

/**
 * What somebody asks for. A quarter leave a number alone.
 *
 * @param {Profile} profile
 */
export function draw({ callback, motives }) {
  const classes = Object.fromEntries(Object.entries(callback.classes).map(([name, { share }]) => [name, share]));
  const year = 1930 + Math.floor(Math.random() * 95);
  const named = Math.random() < 0.75 && {
    familyName: any(FAMILIES),
    givenName: any(GIVEN),
    birthDate: `${year}-${String(1 + Math.floor(Math.random() * 12)).padStart(2, '0')}-15`,
  };
  return {
    class: byShare(classes),
    reason: byShare(motives.shares),
    entryPoint: any(ENTRY_POINTS),
    phone: `0639980${String(Math.floor(Math.random() * 1000)).padStart(3, '0')}`,
    ...named,
  };
}

/**
 * Minutes until the next call: calls come by themselves, none knowing of the other.
 *
 * @param {Profile} profile
 * @param {number} hour of the day
 */
export function minutesToNext({ callsByHour }, hour) {
  const share = callsByHour.weights[String(Math.floor(hour))] ?? 0.03;
  return (-Math.log(1 - Math.random()) * 60) / (CALLS_A_DAY * share);
}
