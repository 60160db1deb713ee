import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

type Values<O extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: O; args: string[] }>>['values'];

/** A command's options, checked; null when help was asked for and printed. Throws Node's own sentence for an unknown option. */
export function commandOptions<const O extends ParseArgsOptionsConfig>(
  args: string[],
  options: O,
  help: string,
): Values<O> | null {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return null;
  }
  return parseArgs({ args, options, strict: true, allowPositionals: false }).values as Values<O>;
}
