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
// It knows the CSS properties and attributes of years ago: `color-scheme`, `text-wrap`, `popover`, `capture` are faults to it.
context.updateConfig(
  makeConfig({ strict: true, globalAttributes: ['popover', 'capture'], rules: { 'no-invalid-css': 'off' } }),
);
const analyzer = new LitAnalyzer(context);

const faults = files.flatMap((file) => {
  const source = /** @type {any} */ (program.getSourceFile(file));
  return analyzer.getDiagnosticsInFile(source).filter((fault) => !isNothing(fault));
});
for (const { file, location, message, source } of faults) report(file, location.start, `${message} (${source})`);

const exposed = files.flatMap((name) => {
  const file = /** @type {import('typescript').SourceFile} */ (program.getSourceFile(name));
  return findExposed(file).map(({ start, message }) => ({ file, start, message }));
});
for (const { file, start, message } of exposed) report(file, start, message);

const count = faults.length + exposed.length;
console.log(`${count} faults in the templates of ${files.length} files`);
if (count > 0) process.exitCode = 1;

/**
 * What a page's translator could break; see `packages/elements/src/ui/html.ts`.
 *
 * @param {import('typescript').SourceFile} file
 * @returns {{ start: number, message: string }[]}
 */
function findExposed(file) {
  /** @type {{ start: number, message: string }[]} */
  const found = [];
  /** @param {import('typescript').Node} node */
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'html') found.push(...judgeTemplate(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** @param {import('typescript').TaggedTemplateExpression} node */
function judgeTemplate({ template }) {
  if (!ts.isTemplateExpression(template)) return [];
  const checker = program.getTypeChecker();
  let before = template.head.text;
  return template.templateSpans.flatMap(({ expression, literal }) => {
    const isText = before.lastIndexOf('>') >= before.lastIndexOf('<');
    before += literal.text;
    if (!isText) return [];
    const start = expression.getStart();
    if (/^\s*[^\s<]/.test(literal.text)) {
      return [{ start, message: 'Words of the template follow this expression: give them an element of their own' }];
    }
    const type = checker.getTypeAtLocation(expression);
    const items = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    const isString = (type.flags & ts.TypeFlags.StringLike) !== 0;
    if (!isString && items && hasWords(items)) {
      return [{ start, message: 'Texts in a list are not seen by `html`: wrap each in a template' }];
    }
    return hasNumber(type) ? [{ start, message: 'A number is not seen by `html`: make it a text' }] : [];
  });
}

/** @param {import('typescript').Type} type */
function hasWords(type) {
  return partsOf(type).some(({ flags }) => flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Unknown | ts.TypeFlags.Any));
}

/** @param {import('typescript').Type} type */
function hasNumber(type) {
  return partsOf(type).some(({ flags }) => flags & ts.TypeFlags.NumberLike);
}

/** @param {import('typescript').Type} type */
function partsOf(type) {
  return type.isUnion() ? type.types : [type];
}

/**
 * @param {import('typescript').SourceFile} file
 * @param {number} start
 * @param {string} message
 */
function report(file, start, message) {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const place = `${file.fileName.slice(ROOT.length)}:${line + 1}:${character + 1}`;
  console.log(`${place} ${message.replaceAll('\n', ' ')}`);
}

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
