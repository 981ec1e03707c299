/** A source file as the architecture test sees it: what it imports, and what it reaches for beyond its arguments. */
import { posix } from 'node:path';
import { parseAst } from 'vitest/node';

export interface SourceImport {
  /** As written: `ink`, `node:fs`, `../errors.js`; `(computed)` for an `import()` of anything but a literal. */
  readonly specifier: string;
  /** The names that are taken, as the module exports them; `*` for all of them. */
  readonly names: readonly string[];
  /**
   * Whether the module is loaded together with the file: neither `import type` nor `import()`. `import { type A }` does load
   * it, since verbatimModuleSyntax keeps the line.
   */
  readonly isLoadedAtOnce: boolean;
}

export interface SourceFile {
  /** From the project's folder on: `source/plan/spec.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly SourceImport[];
  /** What the file takes from the outside without being given it: `process`, `Date.now`, `new Date()`, `Math.random`, … */
  readonly ambient: ReadonlySet<string>;
  /** Colours that are spelled out, in JSX or as a property. */
  readonly colours: readonly string[];
  readonly functions: readonly SourceFunction[];
}

export interface SourceFunction {
  /** As it is declared, or the name of what it is assigned to; `(nameless)` for a callback. */
  readonly name: string;
  readonly lines: number;
}

/** Reads one file by its syntax tree: words in comments and strings are not mistaken for code. */
export function readSource(path: string, text: string): SourceFile {
  const visits = [...walk(parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }))];
  return {
    path,
    text,
    imports: visits.map(importOf).filter((found) => found !== undefined),
    ambient: new Set(visits.map(ambientOf).filter((found) => found !== undefined)),
    colours: visits.map(colourOf).filter((found) => found !== undefined),
    functions: visits.map((visit) => functionOf(visit, text)).filter((found) => found !== undefined),
  };
}

/** Where a relative import leads, as a path from the project's folder on without extension; undefined for a package. */
export function importedPath({ path }: SourceFile, { specifier }: SourceImport): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier).replace(/\.\w+$/, '') : undefined;
}

/** A node of the syntax tree (ESTree with TypeScript's and JSX's nodes), as plain data. */
type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** A node, and the member of its parent that holds it. */
interface Visit {
  readonly node: Node;
  readonly parent?: Node | undefined;
  readonly member?: string | undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function* walk(value: unknown, parent?: Node, member?: string): Generator<Visit> {
  if (Array.isArray(value)) {
    for (const element of value) yield* walk(element, parent, member);
  } else if (isNode(value)) {
    yield { node: value, parent, member };
    for (const [name, child] of Object.entries(value)) yield* walk(child, value, name);
  }
}

function importOf({ node }: Visit): SourceImport | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return isNode(node.source)
        ? {
            specifier: literal(node.source) ?? '',
            names: Array.isArray(node.specifiers) ? node.specifiers.map(takenName) : ['*'],
            isLoadedAtOnce: node.importKind !== 'type' && node.exportKind !== 'type',
          }
        : undefined;
    case 'ImportExpression':
    case 'TSImportType':
      return { specifier: literal(node.source) ?? '(computed)', names: ['*'], isLoadedAtOnce: false };
    default:
      return undefined;
  }
}

/** `Text` of `import { Text as Plain }` and of `export { Text } from`. */
function takenName(specifier: Node): string {
  switch (specifier.type) {
    case 'ImportSpecifier':
      return nameOf(specifier.imported);
    case 'ExportSpecifier':
      return nameOf(specifier.local);
    case 'ImportDefaultSpecifier':
      return 'default';
    default:
      return '*';
  }
}

const ambientMembers = [
  'Date.now',
  'performance.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'globalThis.process',
];

function ambientOf({ node, parent, member }: Visit): string | undefined {
  if (node.type === 'Identifier' && node.name === 'process') {
    const isOnlyAName = (member === 'key' || member === 'property') && parent?.computed !== true;
    return isOnlyAName ? undefined : 'process';
  }
  if (node.type === 'MemberExpression') {
    const access = `${nameOf(node.object)}.${nameOf(node.property)}`;
    return ambientMembers.find((name) => name === access);
  }
  const isDate = (node.type === 'NewExpression' || node.type === 'CallExpression') && nameOf(node.callee) === 'Date';
  return isDate && Array.isArray(node.arguments) && node.arguments.length === 0 ? 'new Date()' : undefined;
}

/** `color="red"`, `borderColor={'red'}` and `{ color: 'red' }`. */
function colourOf({ node }: Visit): string | undefined {
  const name = node.type === 'JSXAttribute' ? nameOf(node.name) : node.type === 'Property' ? nameOf(node.key) : '';
  if (!/colou?r$/i.test(name)) return undefined;
  const isBraced = isNode(node.value) && node.value.type === 'JSXExpressionContainer';
  return literal(isBraced && isNode(node.value) ? node.value.expression : node.value);
}

function functionOf({ node, parent }: Visit, text: string): SourceFunction | undefined {
  if (!['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type)) return undefined;
  const { start, end } = node;
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  const name = nameOf(node.id) || nameOf(parent?.id) || nameOf(parent?.key) || '(nameless)';
  return { name, lines: text.slice(start, end).split('\n').length };
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.name === 'string' ? node.name : (literal(node) ?? '');
}

function literal(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
