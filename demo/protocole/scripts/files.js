// Files in and out.

/** A protocol is some 20 kB; a file that is none should not fill the page. */
const MOST_BYTES = 2_000_000;

/**
 * Hands over the text of a file that is chosen, or dropped anywhere on the page.
 *
 * @param {(text: string, name: string) => void} take
 * @param {(words: string) => void} refuse
 */
export function takeFiles(take, refuse) {
  /** @param {File | null | undefined} file */
  const read = async (file) => {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      refuse(`«\u00a0${file.name}\u00a0» est trop grand pour un protocole (2\u00a0Mo au plus).`);
      return;
    }
    try {
      take(await file.text(), file.name);
    } catch {
      refuse(`«\u00a0${file.name}\u00a0» ne peut pas être lu.`);
    }
  };
  const field = /** @type {HTMLInputElement} */ (document.getElementById('fichier'));
  field.addEventListener('change', () => {
    void read(field.files?.[0]);
    // The same file may be opened again, once it has been changed elsewhere.
    field.value = '';
  });
  addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) document.body.classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    void read(event.dataTransfer?.files[0]);
  });
}

/**
 * Saves a document as a file.
 *
 * @param {string} name
 * @param {unknown} document_
 */
export function save(name, document_) {
  const text = typeof document_ === 'string' ? document_ : `${JSON.stringify(document_, undefined, 2)}\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
