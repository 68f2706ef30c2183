import { fileURLToPath } from 'node:url';

/**
 * Settings of the custom elements manifest, which Storybook's tables and editors' completion read: only what the class
 * comments promise. Private members and the events the analyzer guesses from `dispatchEvent` are dropped.
 */
const publicOnly = {
  name: 'public-only',
  /** @param {{ customElementsManifest: { modules: { declarations?: any[] }[] } }} context */
  packageLinkPhase({ customElementsManifest }) {
    for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
      keepPublic(declaration);
    }
  },
};

/** @param {any} declaration */
function keepPublic(declaration) {
  const hidden = new Set();
  declaration.members = declaration.members?.filter((/** @type {any} */ member) => {
    const keep = !isHidden(member);
    if (!keep) hidden.add(member.name);
    return keep;
  });
  declaration.attributes = declaration.attributes?.filter(
    (/** @type {any} */ attribute) => !hidden.has(attribute.fieldName) && !isHidden(attribute),
  );
  declaration.events = declaration.events?.filter((/** @type {any} */ event) => event.name && event.description);
}

/** @param {{ name?: string, fieldName?: string, privacy?: string, kind?: string, description?: string }} member */
function isHidden({ name = '', fieldName = '', privacy = 'public', kind = '', description = '' }) {
  // A field nobody describes is the element's own, as those are that Lit knows as state.
  const isUnsaid = kind === 'field' && description === '';
  return privacy !== 'public' || isUnsaid || /^[#_]/.test(name) || /^[#_]/.test(fieldName);
}

export default {
  packagejson: false,
  litelement: true,
  cwd: fileURLToPath(new URL('.', import.meta.url)),
  globs: ['src/**/*.ts'],
  outdir: '.',
  plugins: [publicOnly],
};
