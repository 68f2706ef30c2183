// `npm run lint:templates`: the check of Lit templates against the elements they name (tags, attributes, properties,
// events, unclosed tags). A script and not lit-analyzer's command, because that knows nothing of Lit's `nothing`.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLitAnalyzerContext, LitAnalyzer, makeConfig } from 'lit-analyzer';
import ts from 'typescript';
import { ROOT } from './setup/run.js';

/** `nothing` removes an attribute; TypeScript calls its type by a symbol, and lit-analyzer misses it in the attribute's. */
const NOTHING = /^Type '(.*)' is not assignable to/;

const files = globSync('packages/elements/src/**/*.ts', { cwd: ROOT }).map((file) => join(ROOT, file));
const program = ts.createProgram(files, compilerOptions());
const context = new DefaultLitAnalyzerContext({ getProgram: () => /** @type {any} */ (program) });
// It knows the CSS properties and attributes of years ago: `color-scheme`, `text-wrap`, `popover` are faults to it.
context.updateConfig(makeConfig({ strict: true, globalAttributes: ['popover'], rules: { 'no-invalid-css': 'off' } }));
const analyzer = new LitAnalyzer(context);

const faults = files.flatMap((file) => {
  const source = /** @type {any} */ (program.getSourceFile(file));
  return analyzer.getDiagnosticsInFile(source).filter((fault) => !isNothing(fault));
});
for (const { file, location, message, source } of faults) {
  const { line, character } = file.getLineAndCharacterOfPosition(location.start);
  console.log(
    `${file.fileName.slice(ROOT.length)}:${line + 1}:${character + 1} ${message.replaceAll('\n', ' ')} (${source})`,
  );
}
console.log(`${faults.length} faults in the templates of ${files.length} files`);
if (faults.length > 0) process.exitCode = 1;

/** @param {import('lit-analyzer').LitDiagnostic} fault */
function isNothing({ source, message }) {
  return source === 'no-incompatible-type-binding' && (NOTHING.exec(message)?.[1] ?? '').includes('Symbol(');
}

/** @returns {ts.CompilerOptions} those of the repository's tsconfig.json */
function compilerOptions() {
  const file = join(ROOT, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, ROOT).options;
}
