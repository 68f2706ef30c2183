import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/**
 * The arrows of the house, `model ← engine ← sdk ← elements` and `engine ← server`: what each package may import besides
 * its own files. A name allows its sub-paths too, unless it ends in `$`.
 */
const MAY_IMPORT = {
  model: ['zod/mini$'],
  engine: ['@relais/model', 'fhirpath$', 'd3-array$', 'd3-shape$', 'd3-time$'],
  sdk: ['@relais/model', '@relais/engine', 'ky', 'idb', '@noble/hashes/sha2\\.js$', 'zod/mini$'],
  elements: [
    '@relais/sdk',
    'lit',
    '@lit/context$',
    'dompurify$',
    'marked$',
    'signature_pad$',
    'lean-qr$',
    'write-excel-file/universal$',
  ],
};

const OTHER_PACKAGES_FILES = {
  regex: '^\\.{1,2}/.*\\b(packages/|src/)',
  message: 'Import another package by its name (`@relais/…`), never by a path into its folder.',
};

const NODE_TEST = {
  from: 'package',
  package: 'node:test',
  name: ['test', 'it', 'describe', 'suite', 'before', 'after'],
};

/**
 * What may be imported of a subject from outside of it: its face (some parts have one of their own: what a page needs of a team (`parts`), the
 * questionnaire's expressions, which a form without any does not load, files of figures, which come once somebody wants one, and signing in, which a
 * backend in a page does not), and what the indexes of tables, migrations and elements gather.
 */
const FACES =
  '(?:index|parts)\\.ts$|(?:expressions|check|files)/(?:index|parse)\\.ts$|sign-in/index\\.ts$|tables\\.ts$|migrations/|relais-[a-z-]+\\.ts$';

/** Folders of a package that know no subject by name, or bring the subjects together. */
const NO_SUBJECTS = ['core', 'ui', 'cli'];

/** What the files of a package may import, and what those of its `core` may: there nothing of any subject. */
function restricted(folder, patterns, files = [`packages/${folder}/src/**/*.ts`]) {
  const subjects = readdirSync(new URL(`packages/${folder}/src`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_SUBJECTS.includes(entry.name))
    .map(({ name }) => name)
    .join('|');
  const inside = {
    regex: `^(?:\\.{1,2}/)+(?:${subjects})/(?!${FACES})`,
    message: 'Another subject is imported through its index.ts alone.',
  };
  const anything = {
    regex: `^(?:\\.{1,2}/)+(?:${subjects})/`,
    message: 'What all subjects share knows none of them.',
  };
  const rule = (...others) => ({ 'no-restricted-imports': ['error', { patterns: [...patterns, ...others] }] });
  return [
    { files, rules: rule(inside) },
    { files: ['core', 'ui'].map((name) => `packages/${folder}/src/${name}/**/*.ts`), rules: rule(anything) },
  ];
}

/** Lets a package import only the names given; anything else, `node:` included, is an arrow turned back. */
function onlyImports(folder, allowed) {
  const names = allowed.map((name) => (name.endsWith('$') ? name : `${name}(?:/|$)`)).join('|');
  const message = `packages/${folder} may import only its own files and: ${allowed.join(', ').replaceAll('$', '')}.`;
  return restricted(folder, [{ regex: `^(?!\\.{1,2}/|${names})`, message }, OTHER_PACKAGES_FILES]);
}

const NOT_FOR_THE_SERVER = {
  regex: '^(@relais/(sdk|elements|server)|lit|@lit)(/|$)',
  message: 'packages/server knows the model and the engine, never the SDK or the elements.',
};

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/node_modules/',
    '**/custom-elements.json',
    // Typings written from the elements' manifest.
    'packages/elements/types/',
    'packages/elements/angular/',
    'storybook-static/',
    'coverage/',
    'test-results/',
    '**/.cache/',
    '.relais/',
  ]),

  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans read well in a message; objects do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `const { token: _, ...rest } = body` leaves a property out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // French wants a non-breaking space before its double punctuation.
      'no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipTemplates: true, skipComments: true, skipRegExps: true },
      ],
      // noUncheckedIndexedAccess asks for an assertion even where the index was just looked up.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Matters of taste.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // There are no enums here (erasableSyntaxOnly), and these take seconds to find that out.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A schema and its type share one name on purpose: `export const Slot = z.object(…); export type Slot = …`.
      'no-redeclare': 'off',
    },
  },

  // TypeScript checks the plain scripts too (checkJs), so that undefined names are its business.
  { files: ['**/*.js'], rules: { 'no-undef': 'off' } },
  { files: ['demo/**/*.js'], languageOptions: { sourceType: 'module' } },

  ...Object.entries(MAY_IMPORT).flatMap(([folder, allowed]) => onlyImports(folder, allowed)),
  {
    files: ['packages/elements/src/**/*.ts'],
    ignores: ['packages/elements/src/ui/html.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value="lit"] > ImportSpecifier[imported.name="html"]',
          message: 'Lit’s own `html` shows old texts on a translated page: import `html` from `ui/html.ts`.',
        },
      ],
    },
  },
  ...restricted('server', [NOT_FOR_THE_SERVER, OTHER_PACKAGES_FILES]),
  // The backend that runs inside a page: stories, demo and browser tests load it.
  ...restricted(
    'server',
    [
      { regex: '^node:', message: 'This file also runs in a browser: no Node module.' },
      NOT_FOR_THE_SERVER,
      OTHER_PACKAGES_FILES,
    ],
    ['packages/server/src/page.ts'],
  ).slice(0, 1),
  {
    // The rules are pure: the clock and chance are arguments.
    files: ['packages/model/src/**/*.ts', 'packages/engine/src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is an argument.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The clock is an argument.' },
      ],
    },
  },

  {
    files: ['test/elements/**/*.ts'],
    ignores: ['test/elements/support/wait.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@open-wc/testing',
          importNames: ['waitUntil'],
          message: 'It gives up after a second: `support/wait.ts` has one that outlasts a slow machine.',
        },
      ],
    },
  },
  {
    files: ['packages/elements/src/**/*.ts', 'stories/**/*.ts', 'test/elements/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      // Safari drops the list role of a list drawn without markers; saying it again gives it back.
      'lit-a11y/no-redundant-role': 'off',
      // `static properties` with `declare` fields: Lit makes the accessors.
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // An assertion on a promise that nobody awaits cannot fail; `test()` itself returns one that nobody need await.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [NODE_TEST] }],
    },
  },
  {
    files: ['test/elements/**/*.ts'],
    rules: {
      // Every assertion of chai is an expression, and a promise by its type since axe's is one.
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
