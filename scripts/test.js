// `npm test`: all the set-up, then every stage of tests, whatever fails on the way; the last line is `N passed, N failed`.
// Runs on Node 20, without any package installed; the tests run on the Node that the installation brings.
import { install } from './setup/install.js';
import { relaisNode } from './setup/node.js';
import { prepareTestMachine } from './setup/test-machine.js';
import { readArguments, USAGE } from './testing/arguments.js';
import { sum, withReason } from './testing/counts.js';
import { STAGES } from './testing/stages.js';

/**
 * @import { TestMachine } from './setup/test-machine.js'
 * @import { Counts } from './testing/counts.js'
 * @import { Context, Result, Stage, Step } from './testing/stages.js'
 *
 * @typedef {{ stage: string, counts: Counts, took: string }} StageResult
 */

const began = Date.now();

/**
 * The result of a step whose turn comes after the time that was given to the whole.
 *
 * @type {Result}
 */
const TOO_LATE = { passed: 0, failed: 1, skipped: 0, reason: 'it was not run: the time given with --within was over' };

/** How many failures are told once more at the end: enough to see what they have in common. */
const TOLD = 40;

try {
  const options = readArguments(
    process.argv.slice(2),
    STAGES.map(({ name }) => name),
  );
  if (options.help) console.log(USAGE);
  else process.exitCode = await test(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

/**
 * @param {ReturnType<typeof readArguments>} options
 * @returns {Promise<number>} exit code
 */
async function test({ only, grep, browsers, everywhere, within }) {
  await install();
  const node = relaisNode();
  const stages = STAGES.filter(({ name }) => only.includes(name));
  const machine = await prepareTestMachine(
    stages.some((stage) => stage.browsers) ? browsers : [],
    stages.some((stage) => stage.postgres),
  );
  const left = () => began + within * 60_000 - Date.now();
  /** @type {StageResult[]} */
  const results = [{ stage: 'set-up', counts: reportMissing(machine), took: seconds(began) }];
  for (const stage of stages) {
    const since = Date.now();
    results.push({
      stage: stage.name,
      counts: await runStage(stage, { node, grep, machine, everywhere, left }),
      took: seconds(since),
    });
  }
  return summarize(results, machine);
}

/**
 * Says what the machine lacks. A browser that a command would bring is a failure: its tests did not run.
 *
 * @param {TestMachine} machine
 * @returns {Counts}
 */
function reportMissing({ missing, noPostgres }) {
  tellMissing({ missing, noPostgres });
  const impossible = missing.filter((browser) => browser.impossible).length;
  return { passed: 0, failed: missing.length - impossible, skipped: impossible + (noPostgres ? 1 : 0) };
}

/** @param {Pick<TestMachine, 'missing' | 'noPostgres'>} machine */
function tellMissing({ missing, noPostgres }) {
  for (const { message, impossible } of missing) console.log(`${impossible ? 'Skipped' : 'Missing'}: ${message}`);
  if (noPostgres) console.log(`Skipped: the tests on PostgreSQL. ${noPostgres}`);
}

/**
 * @param {Stage} stage
 * @param {Context} context
 * @returns {Promise<Counts>}
 */
async function runStage(stage, context) {
  console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 60 - stage.name.length))}`);
  if (stage.browsers && context.machine.browsers.length === 0) {
    console.log(`${stage.name}: not run, for want of a browser`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const counts = [];
  for (const turn of stage.steps)
    counts.push(...(await Promise.all([turn].flat().map((step) => runStep(step, context)))));
  return sum(counts);
}

/**
 * @param {Step} step
 * @param {Context} context
 * @returns {Promise<Result>}
 */
async function runStep(step, context) {
  const since = Date.now();
  const result = context.left() > 0 ? await step.run(context) : TOO_LATE;
  console.log(`${step.title}: ${tell(result)} (${seconds(since)})`);
  return withReason(step.title, result);
}

/** @param {Result} result */
function tell({ passed, failed, skipped, reason }) {
  const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  if (!reason) return counts;
  return passed + failed + skipped === 0 ? `not run, ${reason}` : `${counts}; ${reason}`;
}

/**
 * @param {StageResult[]} results
 * @param {TestMachine} machine
 * @returns {number} exit code
 */
function summarize(results, machine) {
  const all = sum(results.map(({ counts }) => counts));
  console.log(`\n── in all, ${seconds(began)} ──`);
  for (const { stage, counts, took } of results) console.log(`${stage.padEnd(10)} ${tell(counts)} (${took})`);
  for (const failure of all.failures.slice(0, TOLD)) console.log(`Failed: ${failure}`);
  if (all.failures.length > TOLD) console.log(`… and ${all.failures.length - TOLD} more, above`);
  for (const test of all.unsteady) console.log(`Passed only at its second try, by itself: ${test}`);
  // Said at the start too, many screens ago.
  tellMissing(machine);
  const failed = results.filter(({ stage, counts }) => counts.failed && stage !== 'set-up').map(({ stage }) => stage);
  if (failed.length) console.log(`Once more, only what failed: npm test -- --only=${failed.join(',')}`);
  console.log(`${all.passed} passed, ${all.failed} failed`);
  return all.failed === 0 ? 0 : 1;
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
