import { defineConfig, type OxlintConfig } from 'oxlint';

type Rules = NonNullable<OxlintConfig['rules']>;
type Override = NonNullable<OxlintConfig['overrides']>[number];
type ImportRule = Rules['no-restricted-imports'];

/**
 * Import zones: a file imports only from a lower layer, never sideways between nouns. Add a row when a folder is born.
 * Key: folder; value: the `lib` folders it may import besides itself. `components` and `app` stand below.
 */
const L0 = ['core', 'catalog', 'contracts'];
const L0_SERVER = [...L0, 'env'];
const L1 = ['kafka', 'store', 'config', 'sources'];
const SHARED = ['lag', 'series', 'alerts', 'auth', 'audit'];
const NOUNS = [
  'clusters',
  'brokers',
  'topics',
  'advice',
  'groups',
  'canary',
  'live',
  'disk',
  'quorum',
  'zookeeper',
  'transactions',
  'events',
  'farol',
  'views',
  'problems',
];

const LIB_ZONES: Record<string, string[]> = {
  core: [],
  catalog: ['core'],
  contracts: ['core', 'catalog'],
  i18n: ['core', 'env'],
  lag: L0,
  kafka: ['core'],
  sources: [...L0, 'kafka'],
  store: [...L0, 'kafka'],
  config: [...L0_SERVER, 'kafka', 'sources'],
  problems: L0,
  audit: [...L0_SERVER, 'store'],
  auth: [...L0_SERVER, 'store', 'audit'],
  series: [...L0_SERVER, 'store'],
  prometheus: [...L0_SERVER, 'store', 'series'],
  clusters: [...L0_SERVER, ...L1, ...SHARED],
  brokers: [...L0_SERVER, ...L1, ...SHARED],
  topics: [...L0_SERVER, ...L1, ...SHARED],
  advice: [...L0_SERVER, 'store', ...SHARED],
  groups: [...L0_SERVER, ...L1, ...SHARED],
  canary: [...L0_SERVER, ...L1, ...SHARED],
  live: [...L0_SERVER, ...L1, ...SHARED],
  api: [...L0_SERVER, ...L1, ...SHARED, 'prometheus', 'i18n'],
  disk: [...L0_SERVER, ...L1, ...SHARED],
  quorum: [...L0_SERVER, ...L1, ...SHARED],
  zookeeper: [...L0_SERVER, ...L1, ...SHARED],
  transactions: [...L0_SERVER, ...L1, ...SHARED],
  sampler: [...L0_SERVER, ...L1, ...SHARED, 'problems', 'disk', 'quorum', 'zookeeper', 'transactions'],
  events: [...L0_SERVER, ...L1, ...SHARED],
  farol: [...L0_SERVER, ...L1, ...SHARED],
  views: [...L0_SERVER, 'store'],
  client: L0,
  testing: [...L0_SERVER, ...L1],
};

/** The browser side sees only these of `lib`. */
const BROWSER_LIB = [...L0, 'client', 'i18n'];

/** Packages that one place alone may import, so that the rest of the house does not depend on them. */
const OWNED_PACKAGES: { owner: string; group: string[] }[] = [
  { owner: 'lib/kafka', group: ['kafkajs', 'kafkajs/**'] },
  { owner: 'lib/store', group: ['pg', '@prisma/**', '**/generated/**'] },
  { owner: 'components/ui/link.tsx', group: ['next/link'] },
];

/** A `no-restricted-imports` rule that allows only the named `lib` folders and, besides, the named top-level aliases. */
function zone(allowedLib: string[], allowedAliases: string[], message: string, self = ''): ImportRule {
  const allow = allowedLib.flatMap((name) => [`!#lib/${name}/**`, `!#lib/${name}.ts`]);
  const aliases = ['app', 'components', 'demo', 'bin', 'bench', 'e2e'].filter((alias) => !allowedAliases.includes(alias));
  return [
    'error',
    {
      patterns: [
        { group: ['#lib/**', ...allow], message },
        ...(aliases.length > 0 ? [{ group: aliases.map((alias) => `#${alias}/**`), message }] : []),
        ...OWNED_PACKAGES.filter(({ owner }) => owner !== self).map(({ owner, group }) => ({
          group,
          message: `only ${owner} imports it`,
        })),
        { group: ['**/../../**/lib/**', '../lib/**'], message: 'reach other folders by #lib/…, not by a relative path' },
      ],
    },
  ];
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'nextjs', 'jsx-a11y', 'promise', 'vitest', 'node'],
  categories: { correctness: 'error' },
  ignorePatterns: ['lib/store/generated/**', '.next/**', '.farol/**', 'next-env.d.ts'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-self-import': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'no-eval': 'error',
    'no-new-func': 'error',
    'react/no-danger': 'error',
    'react/react-in-jsx-scope': 'off',
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'vitest/require-mock-type-parameters': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'assert*', 'produceAndConsume'] }],
    // Live regions and scrollable regions are what screen readers need here; the preferred tags carry other meanings.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'jsx-a11y/control-has-associated-label': 'off',
    'react/incompatible-library': 'off',
    'unicorn/no-new-array': 'off',
    'nextjs/no-assign-module-variable': 'off',
  },
  overrides: [
    ...Object.entries(LIB_ZONES).map(([name, allowed]): Override => ({
      files: [`lib/${name}/**/*.{ts,tsx}`],
      excludeFiles: ['**/*.test.ts', '**/*.test.tsx', 'lib/testing/**'],
      rules: {
        'no-restricted-imports': zone(
          [name, ...allowed],
          [],
          `lib/${name} may import only: ${[name, ...allowed].join(', ')}`,
          `lib/${name}`,
        ),
        'node/no-process-env': 'error',
        'no-console': 'error',
      },
    })),
    {
      files: ['components/**/*.{ts,tsx}'],
      rules: {
        'no-restricted-imports': zone(
          BROWSER_LIB,
          ['components'],
          'components see lib/{core,catalog,contracts,client,i18n} only',
        ),
        'node/no-process-env': 'error',
        'no-console': 'error',
      },
    },
    {
      files: ['components/ui/link.tsx'],
      rules: { 'no-restricted-imports': zone([], ['components'], 'a link needs nothing of lib', 'components/ui/link.tsx') },
    },
    ...NOUNS.filter((noun) => noun !== 'problems').map((noun): Override => ({
      files: [`components/${noun}/**/*.{ts,tsx}`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['#lib/**', ...BROWSER_LIB.flatMap((name) => [`!#lib/${name}/**`])],
                message: 'components see lib/{core,catalog,contracts,client,i18n} only',
              },
              {
                group: NOUNS.filter((other) => other !== noun).flatMap((other) => [`#components/${other}/**`, `../${other}/**`]),
                message: 'a noun never imports another noun: compose in app/',
              },
              { group: ['next/link'], message: 'only components/ui/link.tsx imports it' },
            ],
          },
        ],
      },
    })),
    {
      files: ['app/(console)/**/*.{ts,tsx}', 'app/(auth)/**/*.{ts,tsx}'],
      rules: {
        'no-restricted-imports': zone(BROWSER_LIB, ['components', 'app'], 'pages compose components and lib/client'),
        'no-console': 'error',
      },
    },
    {
      files: ['app/api/**/*.ts'],
      rules: {
        'no-restricted-imports': zone(
          [...L0_SERVER, 'api', ...SHARED, ...NOUNS],
          ['app'],
          'a route is the wrapper plus one use-case call',
        ),
        'no-console': 'error',
      },
    },
    {
      files: ['lib/**/*.{ts,tsx}', 'app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'],
      excludeFiles: ['lib/kafka/**', 'lib/testing/**', '**/*.test.ts'],
      rules: { 'node/no-process-env': 'error' },
    },
    { files: ['lib/env.ts'], rules: { 'node/no-process-env': 'off' } },
  ],
});
