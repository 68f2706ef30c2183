import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDocs } from '../setup/docs.js';
import { buildIntegrations } from '../setup/integrations.js';
import { buildKit } from '../setup/kit.js';
import { CACHE } from '../setup/lock.js';
import { installedFirst, ROOT, run, scriptOf } from '../setup/run.js';
import { buildTypings } from '../setup/typings.js';
import { afterSecondTry, ending, filesToTryAgain, judge, readCounts } from './counts.js';

/**
 * @import { BrowserName } from '../setup/browsers.js'
 * @import { TestMachine } from '../setup/test-machine.js'
 * @import { Counts } from './counts.js'
 *
 * @typedef {object} Context What a stage is run with.
 * @property {string} node Path of the Node to run.
 * @property {string | undefined} grep
 * @property {boolean} everywhere Whether every browser takes every test, and not those alone that could end otherwise in it.
 * @property {TestMachine} machine
 * @property {() => number} left Milliseconds of the time given to the whole run.
 *
 * @typedef {Counts & { reason?: string }} Result `reason` for a failure that is not a failed test's, or why nothing was run.
 *
 * @typedef {object} Step One command of a stage.
 * @property {string} title
 * @property {string} [folder] Folder of `test/` whose tests it runs.
 * @property {(context: Context) => Promise<Result>} run
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {(Step | Step[])[]} steps In turn; those of a list at once, as each keeps one core busy.
 * @property {boolean} [browsers] Whether it needs browsers.
 * @property {boolean} [postgres] Whether it tests on PostgreSQL too, where there is one.
 */

/** Milliseconds after which a step counts as stuck: far more than any takes on a slow machine. */
const LIMIT = 40 * 60_000;

/** The same for one test on Node, in milliseconds: one that waits for ever is told by its name, and the rest go on. */
const TEST_LIMIT = 10 * 60_000;

/**
 * The time zone the rules are tested in: far behind Paris, with half an hour in it and a summer time. A rule that looked at the
 * machine's clock instead of the place's would go unseen in Paris, never here.
 */
const FARAWAY = 'America/St_Johns';

/**
 * The browsers Playwright can drive here.
 *
 * @type {BrowserName[]}
 */
const PLAYWRIGHTS = ['chromium', 'firefox'];

/** Folders whose tests share one PostgreSQL. */
const SHARE_POSTGRES = ['server', 'load', 'faults'];

/** Folders whose tests measure or count on the clock, so that nothing else may run beside them. */
const ALONE = ['load', 'faults'];

/** @type {Stage[]} in the order they run: the quick and telling ones first */
export const STAGES = [
  {
    name: 'types',
    steps: [
      [
        check('tsc -p .', 'typescript', ['-p', '.'], 'tsc'),
        // Each package by itself sees only what it may: no DOM in the model and the engine, no Node in what browsers load.
        check(
          'tsc -b packages',
          'typescript',
          ['-b', 'packages/elements/tsconfig.build.json', 'packages/server/tsconfig.build.json'],
          'tsc',
        ),
      ],
      typings(),
    ],
  },
  {
    name: 'lint',
    steps: [
      // The pages in other people's frameworks can only be judged beside the typings they are written with.
      typings(),
      [
        check('eslint', 'eslint', ['--max-warnings', '0', '.']),
        check('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']),
        checkScript('templates', 'scripts/lint-templates.js'),
      ],
    ],
  },
  { name: 'model', steps: [nodeTests('model')] },
  { name: 'engine', steps: [nodeTests('engine', { TZ: FARAWAY })] },
  { name: 'server', postgres: true, steps: [nodeTests('server')] },
  { name: 'load', postgres: true, steps: [nodeTests('load')] },
  { name: 'faults', postgres: true, steps: [nodeTests('faults')] },
  { name: 'sdk', steps: [nodeTests('sdk')] },
  { name: 'scripts', steps: [nodeTests('scripts')] },
  { name: 'size', steps: [kit(), check('size-limit', 'size-limit', [])] },
  { name: 'elements', browsers: true, steps: [[elementTests(['chromium']), elementTests(['firefox', 'webkit'])]] },
  {
    name: 'stories',
    browsers: true,
    steps: [
      check('storybook build', 'storybook', [
        'build',
        ...['-c', 'stories/.storybook', '-o', 'storybook-static', '--quiet', '--disable-telemetry'],
      ]),
      inBrowser(PLAYWRIGHTS, playwright('stories')),
      kit(),
      inBrowser(['webkit'], nodeTests('webkit')),
    ].map((step) => onlyWith('stories', '.stories.ts', step)),
  },
  {
    name: 'e2e',
    browsers: true,
    steps: [
      kit(),
      integrations(),
      builds('build of the documentation', buildDocs),
      inBrowser(PLAYWRIGHTS, playwright('e2e')),
    ],
  },
];

/**
 * A command that passes or fails as a whole.
 *
 * @param {string} title
 * @param {string} name Package of the command.
 * @param {string[]} args
 * @param {string} [command]
 * @returns {Step}
 */
function check(title, name, args, command) {
  return {
    title,
    run: async (context) => verdict(title, await start(context, [scriptOf(name, command), ...args])),
  };
}

/**
 * A script of our own that passes or fails as a whole.
 *
 * @param {string} title
 * @param {string} script
 * @returns {Step}
 */
function checkScript(title, script) {
  return {
    title,
    run: async (context) => verdict(title, await start(context, [script])),
  };
}

/**
 * @param {Context} context
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<number>} exit code
 */
function start({ node, left, everywhere }, args, env) {
  const places = everywhere ? { RELAIS_EVERYWHERE: '1' } : {};
  return run(node, args, { ...installedFirst(), ...places, ...env }, Math.min(LIMIT, left()));
}

/**
 * @param {string} title
 * @param {number} code
 * @returns {Result}
 */
function verdict(title, code) {
  if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
  return { passed: 0, failed: 1, skipped: 0, reason: `${title} ${ending(code)}` };
}

/** @returns {Step} the build of the kit, which is skipped when its sources have not changed */
function kit() {
  return builds('build of the kit', buildKit);
}

/** @returns {Step} the typings, which are skipped in the same way */
function typings() {
  return builds('typings of React, Vue and Angular', buildTypings);
}

/** @returns {Step} the build of the pages in other people's frameworks, which is skipped in the same way */
function integrations() {
  return builds('build of the pages in React, Vue and Angular', buildIntegrations);
}

/**
 * @param {string} title
 * @param {(node: string) => Promise<void>} build
 * @returns {Step}
 */
function builds(title, build) {
  return {
    title,
    run: async ({ node }) => {
      try {
        await build(node);
        return { passed: 1, failed: 0, skipped: 0 };
      } catch (error) {
        return { passed: 0, failed: 1, skipped: 0, reason: String(error) };
      }
    },
  };
}

/**
 * @param {string} folder In `test/`.
 * @param {Record<string, string>} [env]
 * @returns {Step}
 */
function nodeTests(folder, env = {}) {
  const zone = env.TZ ? ` in the time zone ${env.TZ}` : '';
  return counted(`tests of ${folder}${zone}`, folder, '.test.ts', (context, countsFile, files) =>
    start(
      context,
      [
        '--conditions=@relais/source',
        '--disable-warning=ExperimentalWarning',
        '--test',
        `--test-concurrency=${ALONE.includes(folder) ? 1 : 2}`,
        `--test-timeout=${TEST_LIMIT}`,
        '--test-reporter=dot',
        '--test-reporter-destination=stdout',
        '--test-reporter=./test/support/counts/node.ts',
        `--test-reporter-destination=${countsFile}`,
        ...(SHARE_POSTGRES.includes(folder) ? ['--test-global-setup=test/support/postgres-global.ts'] : []),
        ...(context.grep ? [`--test-name-pattern=${context.grep}`] : []),
        ...(files ?? [`test/${folder}/**/*.test.ts`]),
      ],
      // Each file of tests is a process of its own, which would compile all that it loads anew.
      { NODE_COMPILE_CACHE: join(CACHE, 'compiled'), ...env },
    ),
  );
}

/**
 * @param {BrowserName[]} browsers
 * @returns {Step} the tests that these browsers take, left out on a machine that has none of them
 */
function elementTests(browsers) {
  const title = `tests of elements in ${browsers.join(' and ')}`;
  const step = counted(title, 'elements', '.test.ts', (context, countsFile, files) =>
    start(
      context,
      [
        ...[scriptOf('@web/test-runner', 'wtr'), '--config', 'test/web-test-runner.config.js'],
        ...(files ? ['--files', ...files] : []),
      ],
      {
        RELAIS_BROWSERS: context.machine.browsers.filter((browser) => browsers.includes(browser)).join(','),
        RELAIS_COUNTS: countsFile,
        RELAIS_GREP: context.grep,
      },
    ),
  );
  return inBrowser(browsers, step);
}

/**
 * @param {'stories' | 'e2e'} folder
 * @returns {Step}
 */
function playwright(folder) {
  return counted(`tests of ${folder} by Playwright`, folder, '.test.ts', (context, countsFile, files) =>
    start(
      context,
      [
        scriptOf('@playwright/test', 'playwright'),
        'test',
        '--config=test/playwright.config.ts',
        '--pass-with-no-tests',
        `--project=${folder}-*`,
        // One file holds all stories: what is run once more is what failed, as Playwright remembers it.
        ...(files ? ['--last-failed'] : []),
        ...(context.grep ? [`--grep=${context.grep}`] : []),
      ],
      {
        RELAIS_BROWSERS: context.machine.browsers.join(','),
        RELAIS_COUNTS: countsFile,
        // Tests import our sources, whose own imports are of what nobody has built.
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --conditions=@relais/source`,
      },
    ),
  );
}

/**
 * A step whose reporter writes its counts; left out, and said to be, while its folder holds no such file. The few files in which
 * something failed are run once more by themselves.
 *
 * @param {string} title
 * @param {string} folder In `test/`.
 * @param {string} suffix
 * @param {(context: Context, countsFile: string, files?: string[]) => Promise<number>} launch Without files, it runs them all.
 * @returns {Step}
 */
function counted(title, folder, suffix, launch) {
  return {
    title,
    folder,
    run: async (context) => {
      if (!holds(join('test', folder), suffix)) return notRun(`test/${folder} holds no *${suffix} yet`);
      const countsFile = join(CACHE, `${title.replaceAll(/\W+/g, '-')}.json`);
      mkdirSync(CACHE, { recursive: true });
      /** @param {string[]} [files] */
      const result = async (files) => {
        rmSync(countsFile, { force: true });
        const code = await launch(context, countsFile, files);
        return judge(readCounts(countsFile), code, context.grep !== undefined);
      };
      const first = await result();
      const again = filesToTryAgain(first);
      if (again.length === 0 || context.left() <= 0) return first;
      console.log(`${title}: ${first.failed} failed, run once more by itself: ${again.join(', ')}`);
      return afterSecondTry(first, await result(again));
    },
  };
}

/**
 * @param {string} folder
 * @param {string} suffix
 * @param {Step} step
 * @returns {Step} the step, left out while the folder holds no such file
 */
function onlyWith(folder, suffix, step) {
  return {
    ...step,
    run: (context) =>
      holds(folder, suffix) ? step.run(context) : Promise.resolve(notRun(`${folder} holds no *${suffix} yet`)),
  };
}

/**
 * @param {BrowserName[]} browsers
 * @param {Step} step
 * @returns {Step} the step, left out when it is to run in none of these browsers
 */
function inBrowser(browsers, step) {
  return {
    ...step,
    run: (context) =>
      browsers.some((browser) => context.machine.browsers.includes(browser))
        ? step.run(context)
        : Promise.resolve(notRun(`it runs in ${browsers.join(' and ')} only`)),
  };
}

/**
 * @param {string} reason
 * @returns {Result}
 */
function notRun(reason) {
  return { passed: 0, failed: 0, skipped: 0, reason };
}

/**
 * @param {string} folder In the repository.
 * @param {string} suffix Of a file's name.
 */
function holds(folder, suffix) {
  const path = join(ROOT, folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => String(name).endsWith(suffix));
}
