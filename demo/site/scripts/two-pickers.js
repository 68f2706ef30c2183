/** Adds and removes pickers, with their properties set before or after they enter the page. */

const place = document.querySelector('#ajoutes');
const count = document.querySelector('#compte');

function configure(picker) {
  picker.api = document.querySelector('relais-slot-picker').api;
  picker.structure = 'rives-de-lorme';
}

function add(isConfiguredFirst) {
  const picker = document.createElement('relais-slot-picker');
  if (isConfiguredFirst) configure(picker);
  place.append(picker);
  if (!isConfiguredFirst) configure(picker);
  tell();
}

function tell() {
  const number = place.children.length;
  if (number === 0) count.textContent = 'Aucun sélecteur ajouté.';
  else count.textContent = number === 1 ? 'Un sélecteur ajouté.' : `${number} sélecteurs ajoutés.`;
}

document.querySelector('#ajouter-avant').addEventListener('click', () => add(true));
document.querySelector('#ajouter-apres').addEventListener('click', () => add(false));
document.querySelector('#retirer').addEventListener('click', () => {
  place.lastElementChild?.remove();
  tell();
});
