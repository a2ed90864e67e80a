import { execFile } from "node:child_process";
import { access, constants, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env, execPath, getuid, platform } from "node:process";
import { promisify } from "node:util";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * How to launch Chromium; playwright's and puppeteer's `launch` both take it as it is.
 *
 * @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} ChromiumLaunch
 */

/**
 * Finds a Chromium: the one in `CHROME_PATH`, else an installed one, else the one that travels
 * inside the npm package @sparticuz/chromium, which needs no system library and is unpacked once
 * into the temporary folder.
 *
 * @returns {Promise<ChromiumLaunch>}
 */
export async function findChromium() {
  const executablePath = env["CHROME_PATH"] ?? (await installedChromium());
  if (executablePath) return { executablePath, args, env: currentEnvironment() };
  const folder = await unpackedChromium();
  return {
    executablePath: join(folder, "chromium"),
    args,
    env: {
      ...currentEnvironment(),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_PATH: folder,
    },
  };
}

async function installedChromium() {
  const onPath = (env["PATH"] ?? "").split(delimiter).flatMap((folder) => {
    return names.map((name) => join(folder, platform === "win32" ? `${name}.exe` : name));
  });
  for (const candidate of platform === "darwin" ? [...macApplications, ...onPath] : onPath) {
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
}

/**
 * Unpacks in a child process, because the package changes its process's environment, and into a
 * folder of its own, because it takes a half-written file of a concurrent run for the finished one.
 */
async function unpackedChromium() {
  const folder = join(tmpdir(), `photo-chat-chromium-${await packedVersion()}-${getuid?.() ?? ""}`);
  if (await isExecutable(join(folder, "chromium"))) return folder;

  const unpacking = await mkdtemp(`${folder}-`);
  await promisify(execFile)(
    execPath,
    [
      "--input-type=module",
      "--eval",
      `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`,
    ],
    {
      cwd: import.meta.dirname,
      env: { ...env, TMPDIR: unpacking, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
    },
  );
  await writeFile(join(unpacking, "fonts.conf"), fontconfig(folder));
  try {
    await rename(unpacking, folder);
  } catch (error) {
    await rm(unpacking, { recursive: true });
    if (!(await isExecutable(join(folder, "chromium")))) throw error;
  }
  return folder;
}

async function packedVersion() {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest = await readFile(join(entry, "../../../package.json"), "utf8");
  return JSON.parse(manifest).version;
}

/** @param {string} folder */
function fontconfig(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

/** @param {string} file */
async function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** @returns {Record<string, string>} */
function currentEnvironment() {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
