// The checker, which works beside the page so that typing never waits for it.

/**
 * @typedef {import('../../../packages/sdk/src/protocol/checker.ts').CheckedText} CheckedText
 * @typedef {import('../../../packages/sdk/src/protocol/checker-worker.ts').CheckerQuestion} CheckerQuestion
 * @typedef {import('../../../packages/sdk/src/protocol/checker-worker.ts').CheckerAnswer} CheckerAnswer
 */

const ADDRESS = '/kit/protocol-checker.js';

/** A proof takes a second at most on a slow machine; one that takes much longer is given up. */
const PATIENCE_MILLISECONDS = 20_000;

/** @type {Worker | undefined} */
let worker;
let last = 0;
/** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
const waiting = new Map();

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

/** @type {string | undefined} */
let address;

function start() {
  address ??= addressOfWorker();
  worker = new Worker(/** @type {string} */ (address), { type: 'module' });
  worker.addEventListener('message', ({ data }) => {
    const message = /** @type {CheckerAnswer} */ (data);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('failed' in message) asked?.reject(new Error('failed'));
    else asked?.resolve(message.answer);
  });
  worker.addEventListener('error', () => stop(new Error('not-loaded')));
  return worker;
}

/** @param {Error} error */
function stop(error) {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

/**
 * @param {CheckerQuestion['ask']} ask
 * @param {string} text
 * @returns {Promise<any>}
 */
function put(ask, text) {
  const id = ++last;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => stop(new Error('too-long')), PATIENCE_MILLISECONDS);
    const end = () => clearTimeout(timer);
    waiting.set(id, {
      resolve: (answer) => (end(), resolve(answer)),
      reject: (error) => (end(), reject(error)),
    });
    (worker ?? start()).postMessage({ id, ask, text });
  });
}

/**
 * @param {string} text
 * @returns {Promise<CheckedText>}
 */
export const check = (text) => put('check', text);

/** @param {string} text */
export const casesOf = (text) => put('cases', text);

/** @param {string} text */
export const bundleOf = (text) => put('bundle', text);
