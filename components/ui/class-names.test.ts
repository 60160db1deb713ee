import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { extendTailwindMerge } from 'tailwind-merge';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

// Our type scale has names of its own; without this the merge would take `text-md` for a colour.
const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl'] }] } },
});

/** Classes written at one place, and where: branches of one condition never meet. */
interface Written {
  text: string;
  node: ts.Node;
}

/** Words of `first` that set what a word of `second` sets too, one of them without effect: which, only the order of the style sheet knows. */
function contested(first: string, second: string): string[] {
  const kept = new Set(merge(`${first} ${second}`).split(' '));
  return first.split(/\s+/).filter((word) => word !== '' && !kept.has(word) && !second.split(/\s+/).includes(word));
}

/** All classes that an expression may give. Names are followed to constants of the same file. */
function written(node: ts.Node, constants: ReadonlyMap<string, ts.Expression>): Written[] {
  const parts = (each: readonly ts.Node[]) => each.flatMap((part) => written(part, constants));
  if (ts.isStringLiteralLike(node)) return [{ text: node.text, node }];
  if (ts.isJsxExpression(node)) return node.expression === undefined ? [] : written(node.expression, constants);
  if (ts.isConditionalExpression(node)) return parts([node.whenTrue, node.whenFalse]);
  if (ts.isBinaryExpression(node)) return parts([node.right]);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return parts([node.expression]);
  if (ts.isObjectLiteralExpression(node))
    return parts(node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? [one.initializer] : [])));
  if (ts.isTemplateExpression(node)) {
    const texts = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => ({ text, node }));
    return [...texts, ...parts(node.templateSpans.map(({ expression }) => expression))];
  }
  if (ts.isCallExpression(node)) return isCn(node) ? parts(node.arguments) : [];
  const name = ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node) ? node.expression : node;
  const constant = ts.isIdentifier(name) ? constants.get(name.text) : undefined;
  return constant === undefined ? [] : written(constant, new Map()).map(({ text }) => ({ text, node }));
}

const isCn = (node: ts.Node): node is ts.CallExpression => ts.isCallExpression(node) && node.expression.getText() === 'cn';

function areAlternatives(one: ts.Node, other: ts.Node): boolean {
  for (let node = one; (node.parent as ts.Node | undefined) !== undefined; node = node.parent) {
    const { parent } = node;
    if (!ts.isConditionalExpression(parent)) continue;
    for (let beside = other; (beside.parent as ts.Node | undefined) !== undefined; beside = beside.parent) {
      if (beside.parent === parent && beside !== node) return true;
    }
  }
  return false;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function functionAround(node: ts.Node): string | null {
  for (let outer = node; (outer.parent as ts.Node | undefined) !== undefined; outer = outer.parent) {
    if (ts.isFunctionDeclaration(outer) && outer.name !== undefined) return outer.name.text;
  }
  return null;
}

function constantsOf(file: ts.SourceFile): Map<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  walk(file, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      constants.set(node.name.text, node.initializer);
    }
  });
  return constants;
}

it('no class stands beside another that sets the same, unless it says with "!" that it wins', () => {
  const files = globSync('{app,components}/**/*.tsx', { cwd: ROOT }).map((name) =>
    ts.createSourceFile(name, readFileSync(resolve(ROOT, name), 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
  );
  const found = new Set<string>();
  const tell = (file: ts.SourceFile, node: ts.Node, first: string, second: string, where: string) => {
    const words = contested(first, second);
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (words.length > 0) found.add(`${file.fileName}:${line} ${where}: "${words.join(' ')}" against "${second}"`);
  };
  /** What components that take classes from outside give their element themselves. */
  const own = new Map<string, string[]>();
  for (const file of files) {
    const constants = constantsOf(file);
    walk(file, (node) => {
      if (!isCn(node)) return;
      const all = node.arguments.flatMap((argument) => written(argument, constants));
      for (const [at, one] of all.entries()) {
        for (const other of all.slice(at + 1)) {
          if (one.node !== other.node && !areAlternatives(one.node, other.node)) tell(file, node, one.text, other.text, 'cn');
        }
      }
      const name = functionAround(node);
      if (name !== null && node.arguments.some((argument) => argument.getText() === 'className')) {
        own.set(name, [...(own.get(name) ?? []), ...all.map(({ text }) => text)]);
      }
    });
    // The look of buttons comes from `cva`, beside what the component writes.
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'cva') return;
      const texts: string[] = [];
      walk(node, (inner) => void (ts.isStringLiteralLike(inner) && texts.push(inner.text)));
      own.set('Button', [...(own.get('Button') ?? []), ...texts]);
    });
  }
  own.set('IconButton', [...(own.get('IconButton') ?? []), ...(own.get('Button') ?? [])]);
  expect(own.size).toBeGreaterThan(20);
  for (const file of files) {
    const constants = constantsOf(file);
    walk(file, (node) => {
      if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return;
      const name = node.tagName.getText();
      for (const attribute of node.attributes.properties) {
        if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== 'className' || attribute.initializer === undefined)
          continue;
        for (const { text } of written(attribute.initializer, constants)) {
          for (const base of own.get(name) ?? []) tell(file, node, base, text, `<${name}>`);
        }
      }
    });
  }
  expect([...found].join('\n')).toBe('');
});
