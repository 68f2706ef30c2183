// The record: what the software knows of its patient, as it would come from its own database.

/** @typedef {{ resourceType: string, id?: string, [name: string]: any }} Resource */
/** @typedef {{ resourceType: 'Bundle', type: 'collection', entry: { resource: Resource }[] }} Bundle */

/** How long ago the last measure of the demonstration is, whenever it is looked at. */
const LAST_MEASURE_DAYS = 70;
const DAY = 86_400_000;

/**
 * @param {string} address
 * @returns {Promise<Bundle>}
 */
export async function loadRecord(address) {
  /** @type {Bundle} */
  const bundle = await loadJson(address);
  keepRecent(resourcesOf(bundle, 'Observation'));
  return bundle;
}

/** @param {string} address */
export async function loadJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * @param {Bundle} bundle
 * @param {string} type
 */
export function resourcesOf(bundle, type) {
  return bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
}

/** @param {Resource[]} observations */
function keepRecent(observations) {
  const last = Math.max(...observations.map(({ effectiveDateTime }) => Date.parse(effectiveDateTime)));
  const shift = Math.floor((Date.now() - last) / DAY) - LAST_MEASURE_DAYS;
  for (const observation of observations) {
    const moved = Date.parse(observation.effectiveDateTime) + shift * DAY;
    observation.effectiveDateTime = new Date(moved).toISOString().slice(0, 10);
  }
}

/** @param {Bundle} bundle */
export function showRecord(bundle) {
  const [patient] = resourcesOf(bundle, 'Patient');
  text('identity', `née le ${day(patient?.birthDate)}, ${ageOf(patient?.birthDate)} ans, ${patient?.address[0].city}`);
  text('allergies', resourcesOf(bundle, 'AllergyIntolerance').map(describeAllergy).join('\u00a0; '));
  list(
    'conditions',
    resourcesOf(bundle, 'Condition').map(({ code, onsetDateTime }) => [code.text, `depuis ${onsetDateTime}`]),
  );
  list(
    'medications',
    resourcesOf(bundle, 'MedicationStatement').map((one) => [one.medicationCodeableConcept.text, one.dosage[0].text]),
  );
  list(
    'observations',
    resourcesOf(bundle, 'Observation').map((one) => [
      `${LABELS[one.code.coding[0].code]}\u00a0: ${number.format(one.valueQuantity.value)}\u00a0${one.valueQuantity.unit}`,
      `le ${day(one.effectiveDateTime)}`,
    ]),
  );
}

/** @type {Record<string, string>} */
const LABELS = { '29463-7': 'Poids', '8302-2': 'Taille' };
const number = new Intl.NumberFormat('fr');
const longDate = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });

/** @param {string} date */
function day(date) {
  return longDate.format(Date.parse(date));
}

/** @param {string} birthDate */
function ageOf(birthDate) {
  const [now, birth] = [new Date(), new Date(birthDate)];
  const isBefore = now.getMonth() * 31 + now.getDate() < birth.getUTCMonth() * 31 + birth.getUTCDate();
  return now.getFullYear() - birth.getUTCFullYear() - Number(isBefore);
}

/** @param {Resource} allergy */
function describeAllergy({ code, reaction }) {
  return `${code.text} (${reaction[0].manifestation[0].text})`;
}

/**
 * @param {string} id
 * @param {string} words
 */
function text(id, words) {
  const place = document.getElementById(id);
  if (place) place.textContent = words;
}

/**
 * @param {string} id
 * @param {[what: string, about: string][]} lines
 */
function list(id, lines) {
  const items = lines.map(([what, about]) => {
    const item = document.createElement('li');
    const small = document.createElement('small');
    small.textContent = about;
    item.append(what, small);
    return item;
  });
  document.getElementById(id)?.replaceChildren(...items);
}
