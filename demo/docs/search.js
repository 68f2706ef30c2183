/** Search in the documentation, in the page: the index comes with the first letter, and nothing typed leaves it. */
import MiniSearch from './minisearch.js';

const SHOWN = 12;
const { up } = document.querySelector('script[data-up]').dataset;
const field = document.querySelector('#q');
const list = document.querySelector('#results');
const said = document.querySelector('#trouve');

const fold = (term) => term.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

let loading;

function load() {
  loading ??= fetch(new URL('search.json', import.meta.url)).then(async (answer) => {
    const index = new MiniSearch({
      fields: ['title', 'page', 'text'],
      storeFields: ['title', 'page'],
      processTerm: fold,
      searchOptions: { boost: { title: 3, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
    });
    index.addAll(await answer.json());
    return index;
  });
  return loading;
}

async function show() {
  const words = field.value.trim();
  if (words === '') {
    list.hidden = true;
    said.textContent = '';
    return;
  }
  let found;
  try {
    found = (await load()).search(words);
  } catch {
    loading = undefined;
    said.textContent = 'La recherche n’a pas pu être chargée.';
    return;
  }
  if (field.value.trim() !== words) return;
  list.replaceChildren(...found.slice(0, SHOWN).map(itemOf));
  list.hidden = found.length === 0;
  said.textContent =
    found.length === 0 ? 'Rien ne correspond.' : `${found.length} passage${found.length > 1 ? 's' : ''}`;
}

function itemOf({ id, title, page }) {
  const link = Object.assign(document.createElement('a'), { href: up + id, textContent: title });
  const item = document.createElement('li');
  item.append(link, ` ${page}`);
  return item;
}

field.addEventListener('input', () => void show());
field.form.addEventListener('submit', (event) => {
  event.preventDefault();
  list.querySelector('a')?.click();
});
field.form.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  field.value = '';
  void show();
});
