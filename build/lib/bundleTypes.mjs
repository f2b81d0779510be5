import { join } from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';
import { ROOT } from './paths.mjs';

/** Declarations are copied, not checked (`npm run typecheck` does that), so no library is read. */
const OPTIONS = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noLib: true,
  types: [],
  strict: true,
  noCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
};

/**
 * Makes one self-contained declaration file of a module: what it exports, and every type of this
 * repository that the exports need, with all doc comments.
 *
 * @param {string} entry the module, relative to the repository
 * @param {Readonly<Record<string, string>>} standIns declarations, by name, that take the place of
 *   those of the source and of everything that only those need
 * @returns {Promise<string>}
 */
export async function bundleTypes(entry, standIns = {}) {
  const program = ts.createProgram([join(ROOT, entry)], OPTIONS);
  const source = program.getSourceFile(join(ROOT, entry));
  if (source === undefined) {
    throw new Error(`There is no ${entry}.`);
  }
  const declarations = emitDeclarations(program);
  const text = [
    `// Generated from ${entry}; do not edit.`,
    headerOf(source),
    ...neededStatements(program, source, standIns).map(
      (statement) => standIns[nameOf(statement)] ?? declarations.get(keyOf(statement)),
    ),
    // Without this line everything would count as exported, constants too.
    'export {};',
  ].join('\n\n');
  const style = await prettier.resolveConfig(join(ROOT, 'package.json'));
  return await prettier.format(text, { ...style, parser: 'typescript', objectWrap: 'collapse' });
}

/**
 * @param {ts.SourceFile} source
 * @returns {string} the comment with which a file begins
 */
function headerOf({ text }) {
  const [header] = ts.getLeadingCommentRanges(text, 0) ?? [];
  return header === undefined ? '' : text.slice(header.pos, header.end);
}

/**
 * @param {ts.Program} program
 * @param {ts.SourceFile} source
 * @param {Readonly<Record<string, string>>} standIns
 * @returns {readonly ts.Statement[]} what a module declares, then what that needs, and so on
 */
function neededStatements(program, source, standIns) {
  const checker = program.getTypeChecker();
  const own = source.statements.filter((statement) => !ts.isImportDeclaration(statement));
  const needed = new Set(own);
  // Iterating a Set also reaches what is added to it meanwhile.
  for (const statement of needed) {
    if (nameOf(statement) in standIns) {
      continue;
    }
    for (const declaration of declarationsNamedIn(statement, checker)) {
      // A declaration file is the language's or a package's.
      if (!declaration.getSourceFile().isDeclarationFile) {
        needed.add(topLevelStatement(declaration));
      }
    }
  }
  return [...needed];
}

/**
 * @param {ts.Node} node
 * @param {ts.TypeChecker} checker
 * @returns {readonly ts.Declaration[]} the declarations of every name in a node
 */
function declarationsNamedIn(node, checker) {
  if (ts.isIdentifier(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    const isImported = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return (isImported ? checker.getAliasedSymbol(symbol) : symbol)?.declarations ?? [];
  }
  /** @type {ts.Declaration[]} */
  const found = [];
  node.forEachChild((child) => {
    found.push(...declarationsNamedIn(child, checker));
  });
  return found;
}

/**
 * @param {ts.Node} node
 * @returns {ts.Statement}
 */
function topLevelStatement(node) {
  return ts.isSourceFile(node.parent)
    ? /** @type {ts.Statement} */ (node)
    : topLevelStatement(node.parent);
}

/**
 * @param {ts.Program} program
 * @returns {ReadonlyMap<string, string>} every statement as the compiler declares it, by `keyOf`
 */
function emitDeclarations(program) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  program.emit(undefined, (path, content) => {
    const file = ts.createSourceFile(path, content, ts.ScriptTarget.ES2023, true);
    for (const statement of file.statements) {
      texts.set(keyOf(statement), textOf(statement));
    }
  });
  return texts;
}

/**
 * @param {ts.Statement} statement
 * @returns {string} its text with its own doc comment, without the one of the file
 */
function textOf(statement) {
  const comment = ts.getJSDocCommentsAndTags(statement).findLast(ts.isJSDoc)?.getText() ?? '';
  // A constant is here for its type only: a plugin that imported it would find nothing.
  return `${comment}\n${statement.getText().replace(/^export declare const/, 'declare const')}`;
}

/**
 * @param {ts.Statement} statement
 * @returns {string} the same for a statement of a source file and of its declaration file
 */
function keyOf(statement) {
  const file = statement.getSourceFile().fileName.replace(/(\.d)?\.ts$/, '');
  return `${file} ${nameOf(statement)}`;
}

/**
 * @param {ts.Statement} statement
 * @returns {string} the name it declares; empty when it declares none
 */
function nameOf(statement) {
  const declared = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]
    : statement;
  const name = declared && ts.getNameOfDeclaration(/** @type {ts.Declaration} */ (declared));
  return name?.getText() ?? '';
}
