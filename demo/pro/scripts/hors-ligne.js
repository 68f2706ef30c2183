// Has the nurse's pages kept on her device, once all she needs now is there, and says so when they are.
const ADDRESS = '/pro/hors-ligne.js';

/** The page's security policy lets a worker be made of this address alone. */
function addressOfWorker() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return ADDRESS;
  const policy = types.createPolicy('relais-worker', {
    createScriptURL: (/** @type {string} */ url) => {
      if (url !== ADDRESS) throw new TypeError(url);
      return url;
    },
  });
  return policy.createScriptURL(ADDRESS);
}

// Where a browser has no workers, keeps nothing, or has no room, the page is what it was.
async function keepPages() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  await serviceWorker.register(addressOfWorker());
  await serviceWorker.ready;
  document.getElementById('hors-ligne')?.removeAttribute('hidden');
}

const keep = () => void keepPages().catch(() => undefined);
if (document.readyState === 'complete') keep();
else addEventListener('load', keep, { once: true });
