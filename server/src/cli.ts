import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { migrate } from "./commands/migrate.js";
import { serve } from "./commands/serve.js";
import { makeToken } from "./commands/token.js";
import { UsageError } from "./commands/usage-error.js";
import { type Config, ConfigError, describeVariables, parseConfig } from "./config.js";

const usage = `Usage: photo-chat <command>

  serve     serve the chat (and, unless NODE_ENV=production, the demo page)
  migrate   bring the database's schema up to date
  token     print a token: --sub <user id> [--name <name>]
            [--role customer|photographer] [--expires 1h]

Settings are environment variables, also read from .env in the current folder:

${describeVariables()
  .map(
    ({ name, default: value, about }) =>
      `  ${name}${value === null ? "" : ` (${value})`}\n      ${about}`,
  )
  .join("\n")}
`;

const options = {
  help: { type: "boolean", short: "h" },
  sub: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  expires: { type: "string" },
} as const;

type Values = ReturnType<typeof parse>["values"];

const commands: Record<string, (config: Config, values: Values) => Promise<void>> = {
  serve,
  migrate,
  token: async (config, values) => console.log(await makeToken(config, values)),
};

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true });
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [name, extra] = positionals;
  if (values.help) return console.log(usage);
  if (name === undefined) throw new UsageError("a command is missing; see photo-chat --help");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`there is no command ${JSON.stringify(name)}; see --help`);
  if (extra !== undefined) throw new UsageError(`unexpected argument ${JSON.stringify(extra)}`);
  if (existsSync(".env")) process.loadEnvFile(".env");
  await command(parseConfig(process.env), values);
}

main(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  console.error(`photo-chat: ${error.message.split("\n")[0]}`);
  if (process.env["LOG_LEVEL"] === "debug") console.error(error);
  process.exit(1);
});
