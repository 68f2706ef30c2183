import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { openBrowser } from './open-browser.js';
import { ROOT } from '../setup/run.js';
import { runIn } from './run-in.js';

const { devDependencies } = readJson('package.json');
const react = readJson('demo/integrations/react/package.json');
const vue = readJson('demo/integrations/vue/package.json');

const FORM = `{ resourceType: 'Questionnaire', status: 'active', item: [{ linkId: 'nom', type: 'string', text: 'Votre nom' }] }`;

/** What somebody writes who has read the README of the package, and what must not compile. */
const FILES = {
  'index.html': `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page</title></head>
<body><relais-questionnaire>Appelez le 04 65 71 12 34</relais-questionnaire><script type="module" src="/main.ts"></script></body></html>`,
  'main.ts': `import '@relais/elements/questionnaire';
const form = document.querySelector('relais-questionnaire')!;
form.questionnaire = ${FORM};
form.addEventListener('relais-validity', ({ detail }) => console.log(detail.errors));
// @ts-expect-error: a property of that type is known
form.readonly = 'yes';
`,
  'react.tsx': `import type {} from '@relais/elements/react';
export const good = <relais-slot-picker api="" structure="trois-vallees" family-name="Fauvergue" onrelais-slot-booked={({ detail }) => detail.bookingId} />;
// @ts-expect-error: no such property
export const bad = <relais-slot-picker structur="trois-vallees" />;
`,
  'vue.ts': `import type {} from '@relais/elements/vue';
import type { GlobalComponents } from 'vue';
type Props = InstanceType<GlobalComponents['relais-slot-picker']>['$props'];
export const good: Props = { api: '', onRelaisSlotBooked: ({ detail }) => void detail.bookingId };
// @ts-expect-error: a switch
export const bad: Props = { autostart: 'often' };
`,
  // A page that is rendered on a server.
  'server.mjs': `import '@relais/elements/slot-picker';
import { firstScreen } from '@relais/elements/first-screen';
const picker = await firstScreen('relais-slot-picker', { structure: 'trois-vallees' }, { fallback: '04 65 71 12 34' });
if (!picker.includes('Demander un rendez-vous')) throw new Error(picker);
`,
  'tsconfig.json': tsconfig('esnext', 'bundler', ['main.ts', 'react.tsx', 'vue.ts']),
  'tsconfig.nodenext.json': tsconfig('nodenext', 'nodenext', ['main.ts', 'react.tsx', 'vue.ts']),
};

/** What somebody writes for webpack, with nothing said of the elements in its configuration. */
const WEBPACK_FILES = {
  'index.html': `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page</title></head>
<body><relais-slot-picker api="" structure="trois-vallees">Appelez le 04 65 71 12 34</relais-slot-picker>
<relais-questionnaire></relais-questionnaire><script src="/main.js"></script></body></html>`,
  'src/index.js': `import '@relais/elements/slot-picker';
import '@relais/elements/questionnaire';
import theme from '@relais/elements/themes/contrast.css';
document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: theme }));
document.querySelector('relais-questionnaire').questionnaire = ${FORM};
`,
  'webpack.config.js': `export default {
  mode: 'production',
  performance: { hints: false },
  module: { rules: [{ test: /[.]css$/, type: 'asset/resource' }] },
};
`,
};

/** What the project of webpack is built with; the other projects have what is installed here. */
const WEBPACK = { webpack: '5.113.0', 'webpack-cli': '7.3.1' };

export const INSTALL = [
  'install',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--prefer-offline',
  '--ignore-scripts',
];

/**
 * Installs the tarballs into a project of Vite, as `npm install` would from the registry, checks its types, builds it and looks at it.
 *
 * @param {string} parent Folder to make it in.
 * @param {Record<string, string>} tarballs By name of the package.
 * @returns {Promise<void>}
 */
export async function tryVite(parent, tarballs) {
  const versions = {
    ...ourVersions(['vite', 'typescript']),
    ...pick({ ...react.devDependencies, ...vue.dependencies }, ['@types/react', 'vue']),
  };
  const folder = await makeProject(join(parent, 'vite'), tarballs, versions, FILES);
  await runIn(folder, 'npx', ['tsc', '-p', 'tsconfig.json']);
  await runIn(folder, 'npx', ['tsc', '-p', 'tsconfig.nodenext.json']);
  await runIn(folder, 'npx', ['vite', 'build', '--logLevel', 'warn']);
  await runIn(folder, 'node', ['server.mjs']);
  await runIn(folder, 'npx', ['relais', 'check-form', join(ROOT, 'demo/editor/record/bilan-infirmier.json')]);
  await expectIn(join(folder, 'dist'), 'relais-questionnaire', 'Votre nom');
}

/**
 * The same with webpack and plain JavaScript.
 *
 * @param {string} parent
 * @param {Record<string, string>} tarballs
 * @returns {Promise<void>}
 */
export async function tryWebpack(parent, tarballs) {
  const folder = await makeProject(join(parent, 'webpack'), tarballs, WEBPACK, WEBPACK_FILES);
  await runIn(folder, 'npx', ['webpack']);
  cpSync(join(folder, 'index.html'), join(folder, 'dist', 'index.html'));
  await expectIn(join(folder, 'dist'), 'relais-questionnaire', 'Votre nom');
  await expectIn(join(folder, 'dist'), 'relais-slot-picker', 'Demander un rendez-vous');
}

/**
 * A page of nothing but two tags, and the kit copied beside it.
 *
 * @param {string} parent
 * @param {string} kit Folder of the built kit.
 * @returns {Promise<void>}
 */
export async function tryPlainPage(parent, kit) {
  const folder = join(parent, 'plain');
  mkdirSync(folder);
  cpSync(kit, join(folder, 'kit'), { recursive: true });
  const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title>
<script type="module" src="kit/relais.js"></script>
<relais-slot-picker api="" structure="trois-vallees">Appelez le 04 65 71 12 34</relais-slot-picker></html>`;
  writeFileSync(join(folder, 'index.html'), page);
  await expectIn(folder, 'relais-slot-picker', 'Demander un rendez-vous');
}

/**
 * @param {Record<string, string>} tarballs
 * @returns {Record<string, string>} what a project depends on to have our packages from their tarballs
 */
export function localPackages(tarballs) {
  return Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]));
}

/**
 * @param {string[]} names
 * @returns {Record<string, string>} versions of others' packages, as this repository has them
 */
export function ourVersions(names) {
  return pick(devDependencies, names);
}

/**
 * @param {string} folder To be made.
 * @param {Record<string, string>} tarballs
 * @param {Record<string, string>} others Packages that are not ours.
 * @param {Record<string, string>} files By path in the project.
 * @returns {Promise<string>} the folder
 */
async function makeProject(folder, tarballs, others, files) {
  const local = localPackages(tarballs);
  // A release is of all packages: they are installed from here, also where one asks for another.
  const project = {
    ...{ name: 'fresh', private: true, type: 'module' },
    dependencies: { ...local, ...others },
    overrides: local,
  };
  for (const [name, text] of Object.entries({ ...files, 'package.json': JSON.stringify(project) })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await runIn(folder, 'npm', INSTALL);
  return folder;
}

/**
 * @param {string} folder Served as it is.
 * @param {string} tag
 * @param {string} text What the element has to show.
 * @returns {Promise<void>}
 */
export async function expectIn(folder, tag, text) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    try {
      const body = readFileSync(join(folder, normalize(path === '/' ? '/index.html' : path)));
      response.setHeader('Content-Type', extname(path) === '.js' ? 'text/javascript' : 'text/html').end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await openBrowser();
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.locator(tag).getByText(text).first().waitFor({ timeout: 120_000 });
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * @param {string} module
 * @param {string} moduleResolution
 * @param {string[]} files
 */
function tsconfig(module, moduleResolution, files) {
  const compilerOptions = {
    ...{ module, moduleResolution, target: 'es2022', lib: ['es2024', 'dom', 'dom.iterable'], jsx: 'preserve' },
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [] },
  };
  return JSON.stringify({ compilerOptions, files });
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/**
 * @param {Record<string, string>} all
 * @param {string[]} names
 */
function pick(all, names) {
  return Object.fromEntries(names.map((name) => [name, all[name] ?? '']));
}
