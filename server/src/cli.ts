import { existsSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./commands/usage-error.js";
import { type Config, ConfigError, describeVariables, parseConfig } from "./config.js";

interface Command {
  about: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  run: (config: Config, values: Record<string, string>) => Promise<void>;
}

/** Each loads what it needs when it runs: help and mistakes are answered without waiting. */
const commands: Record<string, Command> = {
  serve: {
    about: "serve the chat and, unless NODE_ENV=production, the demo page",
    options: {},
    run: async (config) => (await import("./commands/serve.js")).serve(config),
  },
  migrate: {
    about: "bring the database's schema up to date",
    options: {},
    run: async (config) => (await import("./commands/migrate.js")).migrate(config),
  },
  link: {
    about:
      "print a one-time link to a photographer's inbox: --sub <user id> [--name <name>] [--email <address>] [--url https://chat.studio.example] [--expires 15m]",
    options: {
      sub: { type: "string" },
      name: { type: "string" },
      email: { type: "string" },
      url: { type: "string" },
      expires: { type: "string" },
    },
    run: async (config, values) => {
      const { makeLink } = await import("./commands/link.js");
      console.log(await makeLink(config, values));
    },
  },
  token: {
    about:
      "print a token: --sub <user id> [--name <name>] [--role customer|photographer] [--expires 1h]",
    options: {
      sub: { type: "string" },
      name: { type: "string" },
      role: { type: "string" },
      expires: { type: "string" },
    },
    run: async (config, values) => {
      const { makeToken } = await import("./commands/token.js");
      console.log(await makeToken(config, values));
    },
  },
};

function usage(): string {
  const names = Object.entries(commands).map(([name, { about }]) => `  ${name}\n      ${about}`);
  const settings = describeVariables().map(
    ({ name, default: value, about }) =>
      `  ${name}${value === null ? "" : `=${value}`}\n      ${about}`,
  );
  return [
    "Usage: photo-chat <command>\n",
    ...names,
    "\nSettings are environment variables, also read from .env in the current folder:\n",
    ...settings,
  ].join("\n");
}

async function main([name, ...args]: string[]): Promise<void> {
  if (name === "--help" || name === "-h" || name === "help") {
    console.log(usage());
    return;
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new UsageError(
      `${name === undefined ? "a command is missing" : "there is no such command"}; see photo-chat --help`,
    );
  }
  const { values } = parseArgs({
    args,
    options: { ...command.options, help: { type: "boolean", short: "h" } },
  });
  if (values["help"]) {
    console.log(usage());
    return;
  }
  if (existsSync(".env")) process.loadEnvFile(".env");
  await command.run(parseConfig(process.env), values as Record<string, string>);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`photo-chat: ${error.message.split("\n")[0]}`);
  if (!isExpected(error)) console.error(error.stack);
  process.exit(1);
});

/** Mistakes of whoever runs the command need one line; anything else is ours, and needs its stack. */
function isExpected(error: Error): boolean {
  const isParseArgs = (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  return error instanceof ConfigError || error instanceof UsageError || isParseArgs;
}
