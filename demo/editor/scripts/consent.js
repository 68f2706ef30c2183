// A consent in a patient record, with no backend: the software hands over the text, the patient and the proofs so far, and keeps the next one.

/**
 * @typedef {HTMLElement & {
 *   records: unknown,
 *   file(): Promise<string>,
 *   verify(file: string, code?: string): Promise<{ ok: boolean, faults: { what: string }[] }>,
 * }} ConsentElement
 */
const consent = /** @type {ConsentElement} */ (document.getElementById('consentement'));
const verdict = /** @type {HTMLElement} */ (document.getElementById('verdict'));
const state = /** @type {HTMLElement} */ (document.getElementById('state'));

const response = await fetch('/consents/textes.json');
const { texts } = await response.json();
await customElements.whenDefined('relais-consent');
Object.assign(consent, {
  texts,
  values: {
    professional: 'Inès Corbelin, infirmière',
    doctor: 'la Dre Anne Le Goff',
    dpo: 'dpo@colombier.example',
    recipients: 'la Dre Anne Le Goff',
  },
  patient: {
    id: 'odette-fauvergue',
    identityStatus: 'provisional',
    ageYears: 78,
    regime: 'none',
    name: 'Mme Odette Fauvergue',
  },
  collector: { name: 'Inès Corbelin', profession: 'nurse' },
  organization: { name: 'Cabinet du Colombier' },
  protocol: { id: 'odynophagie', version: '0.1' },
});

consent.addEventListener('relais-consent-decided', () => {
  state.textContent = 'Preuve ajoutée au dossier de cette page.';
});
consent.addEventListener('relais-consent-talk-request', () => {
  state.textContent = 'La patiente veut parler à quelqu’un.';
});

document.getElementById('save')?.addEventListener('click', async () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await consent.file()], { type: 'application/json' }));
  link.download = 'preuves.json';
  link.click();
  URL.revokeObjectURL(link.href);
});

/** @type {Record<string, string>} */
const WHAT = {
  byte: 'un octet a changé',
  text: 'le texte n’est pas le bon',
  order: 'une preuve n’est pas à sa place',
  time: 'une heure a changé',
  incomplete: 'une preuve est incomplète',
  unknown: 'ce n’est pas la preuve de la copie imprimée',
};

document.getElementById('check')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [file] = /** @type {HTMLInputElement} */ (document.getElementById('file')).files ?? [];
  const code = /** @type {HTMLInputElement} */ (document.getElementById('code')).value.trim();
  if (!file) return;
  try {
    const { ok, faults } = await consent.verify(await file.text(), code === '' ? undefined : code);
    const said = [...new Set(faults.map(({ what }) => WHAT[what] ?? what))].join(', ');
    verdict.textContent = ok ? 'Tout est juste\u00a0: texte, heures, ordre.' : `Refusé\u00a0: ${said}.`;
  } catch {
    verdict.textContent = 'Ce code n’est pas celui d’une copie imprimée\u00a0: il commence par RELAIS-CONSENT:.';
  }
});
