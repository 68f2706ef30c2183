// What the page shows beside the element follows what the element says: events carry ids, never a name.
const show = (/** @type {boolean} */ isIn) => {
  for (const [id, isShown] of /** @type {const} */ ([
    ['in', isIn],
    ['out', !isIn],
  ]))
    document.getElementById(id)?.toggleAttribute('hidden', !isShown);
};

document.addEventListener('relais-signed-in', () => show(true));
document.addEventListener('relais-signed-out', () => show(false));
