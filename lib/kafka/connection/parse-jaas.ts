/** What a `sasl.jaas.config` gives: the module's short name and the user. */
export interface JaasLogin {
  module: 'PlainLoginModule' | 'ScramLoginModule';
  username: string;
  password: string;
}

/** A JAAS text that is refused, with the reason; the text itself is never repeated, for it holds a password. */
export class JaasRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'JaasRefused';
  }
}

const MODULES: ReadonlyMap<string, JaasLogin['module']> = new Map([
  ['org.apache.kafka.common.security.plain.PlainLoginModule', 'PlainLoginModule'],
  ['org.apache.kafka.common.security.scram.ScramLoginModule', 'ScramLoginModule'],
]);
const FLAGS = new Set(['required', 'requisite', 'sufficient', 'optional']);
const OPTIONS = new Set(['username', 'password']);

interface Token {
  kind: 'word' | 'text' | '=' | ';';
  value: string;
}

const TOKEN = /\s*(?:"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'|([=;])|([\w.$-]+))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(text);
    if (match === null) throw new JaasRefused('it is not of the form <LoginModule> required username="…" password="…";');
    const [, double, single, sign, word] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replace(/\\([^])/g, '$1') });
    else if (sign === '=' || sign === ';') tokens.push({ kind: sign, value: sign });
    else tokens.push({ kind: 'word', value: word ?? '' });
  }
  return tokens;
}

function readOptions(tokens: readonly Token[]): Map<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; at < tokens.length; at += 3) {
    const [name, equals, value] = tokens.slice(at, at + 3);
    if (name?.kind !== 'word' || equals?.kind !== '=' || value === undefined || value.kind === '=' || value.kind === ';') {
      throw new JaasRefused(
        'its options are not of the form name="value"; a password with special characters must stand in quotes',
      );
    }
    if (!OPTIONS.has(name.value))
      throw new JaasRefused(`the option ${name.value.slice(0, 60)} is not accepted: only username and password are`);
    options.set(name.value, value.value);
  }
  return options;
}

/** Reads a `sasl.jaas.config` of PlainLoginModule or ScramLoginModule. Loads and runs nothing. Throws `JaasRefused` for everything else. */
export function parseJaas(text: string): JaasLogin {
  const tokens = tokenize(text);
  if (tokens.at(-1)?.kind !== ';') throw new JaasRefused('it must end with a semicolon');
  const [className, flag, ...rest] = tokens.slice(0, -1);
  if (rest.some((token) => token.kind === ';')) throw new JaasRefused('only one login module is accepted');
  const module = MODULES.get(className?.value ?? '');
  if (module === undefined)
    throw new JaasRefused('only PlainLoginModule and ScramLoginModule of org.apache.kafka.common.security are accepted');
  if (flag === undefined || !FLAGS.has(flag.value.toLowerCase()))
    throw new JaasRefused('"required" must follow the login module');
  const options = readOptions(rest);
  const username = options.get('username');
  const password = options.get('password');
  if (!username || password === undefined) throw new JaasRefused('username and password are needed');
  return { module, username, password };
}
