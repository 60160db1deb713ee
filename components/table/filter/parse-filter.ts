import { foldText } from '../columns.ts';
import { errorAt, tokenize, type CompareToken, type FilterError, type TextToken, type Token } from './tokens.ts';

/** A filter as a tree. */
export type FilterNode =
  | { kind: 'word'; token: TextToken }
  | { kind: 'compare'; token: CompareToken; value: TextToken }
  | { kind: 'not'; node: FilterNode }
  | { kind: 'and' | 'or'; nodes: FilterNode[] };

/** Most words and comparisons of one filter. */
export const FILTER_TERMS_MAX = 60;
/** Deepest nesting of groups and negations. */
export const FILTER_DEPTH_MAX = 20;

// In both languages always, so that an address reads the same for everybody.
const OR = new Set(['or', 'ou', '||']);
const AND = new Set(['and', 'e', '&&']);
const NOT = new Set(['not', 'nao']);

/**
 * Reads a filter. `or` binds least, then `and` (also said by writing two things side by side), then `not` and `-`.
 * A keyword is one only where it joins something: "or" alone, at the start or at the end is a word, as it is while a person still types.
 */
export function parseFilter(text: string, isField: (name: string) => boolean): FilterNode | FilterError {
  const tokens = tokenize(text, isField);
  if (!Array.isArray(tokens)) return tokens;
  const parser = new Parser(tokens);
  const tree = parser.or(0);
  if ('code' in tree) return tree;
  const rest = parser.peek();
  return rest === undefined ? tree : errorAt('strayClose', rest);
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #terms = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  or(depth: number): FilterNode | FilterError {
    const nodes: FilterNode[] = [];
    for (;;) {
      const node = this.#and(depth);
      if ('code' in node) return node;
      nodes.push(node);
      if (!this.#joins(OR)) return only('or', nodes);
      this.#at += 1;
    }
  }

  #and(depth: number): FilterNode | FilterError {
    const nodes: FilterNode[] = [];
    for (;;) {
      const token = this.peek();
      if (token === undefined || token.kind === 'close') return only('and', nodes);
      if (nodes.length > 0 && this.#joins(OR)) return only('and', nodes);
      if (nodes.length > 0 && this.#joins(AND)) this.#at += 1;
      const node = this.#unary(depth);
      if ('code' in node) return node;
      nodes.push(node);
    }
  }

  #unary(depth: number): FilterNode | FilterError {
    const token = this.peek();
    if (token === undefined) return only('and', []);
    if (depth > FILTER_DEPTH_MAX) return errorAt('tooComplex', token);
    this.#at += 1;
    if (token.kind === 'minus' || (this.#isKeyword(token, NOT) && this.#beginsOperand())) {
      const node = this.#unary(depth + 1);
      return 'code' in node ? node : { kind: 'not', node };
    }
    if (token.kind === 'open') return this.#group(token, depth);
    this.#terms += 1;
    if (this.#terms > FILTER_TERMS_MAX) return errorAt('tooComplex', token);
    if (token.kind === 'text') return { kind: 'word', token };
    if (token.kind !== 'compare') return errorAt('strayClose', token);
    if (token.value === null) return errorAt('missingValue', token.operatorSpan, token.field);
    return { kind: 'compare', token, value: token.value };
  }

  #group(open: Token, depth: number): FilterNode | FilterError {
    if (this.peek()?.kind === 'close') return errorAt('emptyGroup', { start: open.start, end: open.end + 1 });
    const node = this.or(depth + 1);
    if ('code' in node) return node;
    if (this.peek()?.kind !== 'close') return errorAt('unclosedGroup', open);
    this.#at += 1;
    return node;
  }

  #isKeyword(token: Token | undefined, words: ReadonlySet<string>): boolean {
    return token?.kind === 'text' && !token.quoted && words.has(foldText(token.text));
  }

  /** Whether the token at hand is one of these words and something stands after it. */
  #joins(words: ReadonlySet<string>): boolean {
    const next = this.#tokens[this.#at + 1];
    return this.#isKeyword(this.peek(), words) && next !== undefined && next.kind !== 'close';
  }

  #beginsOperand(): boolean {
    const token = this.peek();
    return token !== undefined && token.kind !== 'close';
  }
}

function only(kind: 'and' | 'or', nodes: FilterNode[]): FilterNode {
  const [first] = nodes;
  return first !== undefined && nodes.length === 1 ? first : { kind, nodes };
}
