import { posix } from 'node:path';

/**
 * A Vite plugin that has the scripts a page names ask for all their chunks at once. A chunk that imports another would else be there before the
 * browser hears of the other: a round trip each.
 *
 * @param {readonly string[]} elements Names of the elements, each with a script of that name.
 * @returns {import('vite').Plugin}
 */
export function listChunks(elements) {
  return {
    name: 'list-chunks',
    generateBundle(_options, bundle) {
      /** @type {Record<string, string[]>} by name of the element */
      const chunks = {};
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !file.isEntry || !elements.includes(file.name)) continue;
        if (Object.keys(file.modules).length > 0) throw new Error(`${file.fileName} holds code of its own.`);
        const paths = (chunks[file.name] = chunksOf(file, bundle));
        file.code = `${paths.map((path) => `import"./${path}";`).join('')}\n`;
        file.map = null;
      }
      const loader = bundle['relais.js'];
      if (loader?.type !== 'chunk') throw new Error('The kit has no relais.js.');
      loader.code = loader.code.replace('KIT_CHUNKS', JSON.stringify(chunks));
    },
  };
}

/**
 * @param {import('vite').Rolldown.OutputChunk} entry
 * @param {import('vite').Rolldown.OutputBundle} bundle
 * @returns {string[]} what it imports, however far down; what imports nothing comes first
 */
function chunksOf(entry, bundle) {
  const paths = new Set(entry.imports);
  for (const path of paths) {
    const chunk = bundle[path];
    if (chunk?.type === 'chunk') chunk.imports.forEach((next) => paths.add(next));
  }
  return [...paths].reverse();
}

/**
 * A Vite plugin that has some chunks asked for together with all they import, where they are loaded because a person waits for them. It
 * is written into whatever loads them, and weighs there, so that it is not done for all.
 *
 * @param {readonly string[]} names Of the chunks that a person waits for.
 * @returns {import('vite').Plugin}
 */
export function askTogether(names) {
  return {
    name: 'ask-together',
    renderChunk(code, chunk, _options, { chunks }) {
      let rewritten = code;
      for (const path of chunk.dynamicImports) {
        const wanted = chunks[path];
        if (!wanted || !names.includes(wanted.name)) continue;
        const known = importsOf(chunk, chunks);
        const missing = [...importsOf(wanted, chunks)].filter((other) => !known.has(other) && other !== chunk.fileName);
        // What is waited for fails where one of them fails: it could not run without.
        const all = [path, ...missing].map((one) => `import("./${posix.basename(one)}")`);
        if (missing.length > 0)
          rewritten = rewritten.replaceAll(all[0] ?? '', `Promise.all([${all.join()}]).then(([module]) => module)`);
      }
      return rewritten === code ? null : { code: rewritten, map: null };
    },
  };
}

/**
 * @param {import('vite').Rolldown.RenderedChunk} chunk
 * @param {Record<string, import('vite').Rolldown.RenderedChunk>} chunks
 * @returns {Set<string>} what it imports, however far down
 */
function importsOf(chunk, chunks) {
  const paths = new Set(chunk.imports);
  for (const path of paths) chunks[path]?.imports.forEach((next) => paths.add(next));
  return paths;
}
