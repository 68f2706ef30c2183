// What a record of the structure's own would do: it names the patient, and hands over what it knows already.
const protocolId = new URLSearchParams(location.search).get('protocole') ?? 'odynophagie';

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const run = /** @type {HTMLElement & Record<string, any>} */ (find('relais-protocol'));
const consent = /** @type {HTMLElement & { record: unknown }} */ (find('relais-consent'));

/** @typedef {{ id: string, ageYears: number, givenName: string, familyName: string, regime: string, identityStatus: string }} Patient */
/** @typedef {{ patient: Patient, with: string, known: Record<string, unknown> }} Visitor */

/** @type {Visitor[]} */
const visitors = await (await fetch('/pro/data/patients.json')).json();
const values = {
  professional: 'Maïwenn Le Goff, infirmière',
  doctor: 'le Dr Paul Arnaud',
  dpo: 'dpo@trois-vallees.example',
  recipients: 'le médecin traitant',
};

/** @type {Patient | undefined} */
let shown;

find('#patients').replaceChildren(
  ...visitors.map((visitor) => {
    const { givenName, familyName, ageYears } = visitor.patient;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(`${givenName} ${familyName}, ${ageYears} ans`);
    const beside = document.createElement('small');
    beside.textContent = visitor.with;
    button.append(beside);
    button.addEventListener('click', () => begin(visitor));
    const item = document.createElement('li');
    item.append(button);
    return item;
  }),
);

/** @param {Visitor} visitor */
function begin({ patient, known }) {
  shown = patient;
  Object.assign(run, { protocolId, patient, known, values });
  find('#qui').hidden = true;
  find('#passage').hidden = false;
}

// The consent beside the run: opened when the patient asks, and fresh then.
find('#consentement').addEventListener('toggle', () => void showConsent());

async function showConsent() {
  if (!shown) return;
  const { id, identityStatus, ageYears, regime } = shown;
  const { texts, collector, organization, protocol, consents } = run;
  Object.assign(consent, {
    texts,
    records: await consents.list(id),
    patient: { id, identityStatus, ageYears, regime },
    protocol: { id: protocol.id, version: protocol.version },
    values,
    collector,
    organization,
  });
}

consent.addEventListener('relais-consent-decided', (event) => {
  const keeping = run.consents.record(consent.record);
  /** @type {CustomEvent & { waitUntil(work: Promise<unknown>): void }} */ (event).waitUntil(keeping);
});
