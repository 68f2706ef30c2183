// A mother decides for her daughter, with the backend: proofs are kept there, a recipient is let in, and shut out again.
const STRUCTURE = '/api/v1/structures/trois-vallees';
/** Somebody else in every tab: this is a demonstration. */
const PATIENT = sessionStorage.getItem('lou') ?? `lou-${crypto.randomUUID()}`;
sessionStorage.setItem('lou', PATIENT);
const SCHOOL = { id: 'infirmiere-ecole', label: 'Infirmière de l’école' };

/**
 * @typedef {{ proof: { id: string } }} ConsentRecord
 * @typedef {HTMLElement & { record: ConsentRecord, values: object, file(): Promise<string>, verify(file: string, code: string): Promise<{ ok: boolean }> }} ConsentElement
 * @typedef {{ id: string, version: string, language: string, format: string, code: string }} Text
 */
const consent = /** @type {ConsentElement} */ (document.getElementById('consentement'));
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const decision = /** @type {HTMLSelectElement} */ (byId('decision'));

/** @param {string} path @param {unknown} [body] */
async function ask(path, body) {
  const write = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` },
    body: JSON.stringify(body),
  };
  const response = await fetch(STRUCTURE + path, body === undefined ? {} : write);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.title ?? String(response.status));
  return answer;
}

async function begin() {
  const [{ texts }, { records }] = await Promise.all([ask('/consent-texts'), ask(`/patients/${PATIENT}/consents`)]);
  Object.assign(consent, {
    texts,
    records,
    code: decision.value,
    values: {
      professional: 'Maïwenn Le Goff, infirmière',
      doctor: 'Paul Arnaud, médecin',
      dpo: 'dpo@trois-vallees.example',
      recipients: decision.value === 'shareOutsideTeam' ? 'l’infirmière de l’école' : 'Paul Arnaud, médecin traitant',
    },
    patient: { id: PATIENT, identityStatus: 'provisional', ageYears: 9, regime: 'none', name: 'Lou Fauvergue' },
    collector: { name: 'Maïwenn Le Goff', profession: 'nurse' },
    organization: { name: 'CPTS des Trois Vallées' },
    protocol: { id: 'odynophagie', version: '0.1' },
    recipients: decision.value === 'shareOutsideTeam' ? [SCHOOL] : undefined,
    readingLink,
    codes,
  });
}

/** Six digits by SMS: `npm start` writes them to a file. */
const codes = {
  sendCode: (/** @type {string} */ phone) => ask('/consent-codes', { id: crypto.randomUUID(), phone }),
  checkCode: async (/** @type {string} */ id, /** @type {string} */ digits) =>
    (await ask(`/consent-codes/${id}/check`, { digits })).evidence,
};

/** What « À lire avant » shows as a QR code. @param {Text} text */
async function readingLink({ id, version, language, format, code }) {
  const body = { id: crypto.randomUUID(), text: { id, version, language, format, code }, values: consent.values };
  const reading = await ask('/consent-readings', body);
  return {
    id: reading.id,
    href: `${location.origin}/lire.html#lecture=${reading.id}.${reading.token}`,
    state: () => ask(`/consent-readings/${reading.id}`),
  };
}

/** Begins, and shows the consent once it has all it is about: what was typed before that would be lost. */
async function beginUnseen() {
  consent.hidden = true;
  try {
    await begin();
  } finally {
    consent.hidden = false;
  }
}

document.addEventListener('relais-signed-in', () => {
  beginUnseen().catch((error) => (byId('etat').textContent = `Rien n’a pu être chargé\u00a0: ${error.message}`));
});
decision.addEventListener('change', () => void beginUnseen());

consent.addEventListener('relais-consent-decided', (event) => {
  const { proof, text, evidence } = /** @type {any} */ (consent.record);
  const kept = ask('/consents', { proof, ...(text && { text }), ...(evidence && { evidence }) });
  /** @type {any} */ (event).waitUntil(kept);
  kept.then(
    ({ closedAccesses }) =>
      (byId('etat').textContent =
        closedAccesses > 0 ? `Preuve gardée. Accès fermés\u00a0: ${closedAccesses}.` : 'Preuve gardée.'),
    () => undefined,
  );
});

byId('ouvrir').addEventListener('click', async () => {
  const place = byId('acces');
  try {
    const body = { id: crypto.randomUUID(), code: 'shareOutsideTeam', patientId: PATIENT, recipient: SCHOOL };
    const { id, token } = await ask('/consent-accesses', body);
    const link = document.createElement('a');
    link.href = `/acces.html#acces=${id}.${token}`;
    link.target = '_blank';
    link.textContent = 'Le lien de l’infirmière (nouvelle fenêtre)';
    place.replaceChildren(link);
  } catch (error) {
    place.textContent = `Refusé\u00a0: ${/** @type {Error} */ (error).message}.`;
  }
});

byId('verifier').addEventListener('submit', async (event) => {
  event.preventDefault();
  const code = /** @type {HTMLInputElement} */ (byId('code')).value.trim();
  const [, id, hash] = /RELAIS-CONSENT:([\w-]+):([0-9a-f]{64})$/.exec(code) ?? [];
  const verdict = byId('verdict');
  if (!id) {
    verdict.textContent = 'Ce code n’est pas celui d’une copie\u00a0: il commence par RELAIS-CONSENT:.';
    return;
  }
  try {
    const { known } = await ask(`/consent-checks/${id}?hash=${hash}`);
    const { ok } = await consent.verify(await consent.file(), code);
    verdict.textContent =
      known && ok
        ? 'Cette copie est celle d’une preuve gardée ici, et rien n’y a changé.'
        : 'Cette copie n’est pas juste.';
  } catch {
    verdict.textContent = 'La copie n’a pas pu être vérifiée. Vérifiez le réseau, puis réessayez.';
  }
});
