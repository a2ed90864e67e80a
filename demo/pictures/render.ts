/**
 * Renders the demo's pictures into `demo/public/pictures/`. They are computed from the shaders in this
 * folder by WebGL in Chromium, so no photograph of anybody's is in the repository.
 *
 * `npm run pictures -w demo`
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../tests/support/chromium.js";

const pictures = [
  { name: "ridges", shaders: ["ridges"], width: 2000, height: 1250 },
  { name: "arches", shaders: ["courtyard", "arches"], width: 1200, height: 800 },
  { name: "passage", shaders: ["courtyard", "passage"], width: 800, height: 1200 },
  { name: "dunes", shaders: ["dunes"], width: 1200, height: 800 },
  { name: "sea", shaders: ["sea"], width: 1200, height: 800 },
  { name: "night", shaders: ["night"], width: 800, height: 1200 },
];

const { executablePath, env } = await findChromium();
const args = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];
const browser = await chromium.launch({ executablePath, env, args });
const page = await browser.newPage();
const folder = join(import.meta.dirname, "../public/pictures");
await mkdir(folder, { recursive: true });

for (const { name, shaders, width, height } of pictures) {
  const files = ["common", ...shaders].map((shader) => join(import.meta.dirname, `${shader}.glsl`));
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const webp = await page.evaluate(draw, { source: sources.join("\n"), width, height });
  await writeFile(join(folder, `${name}.webp`), Uint8Array.from(webp));
}
await browser.close();

/** Runs in the page. Draws tile by tile, so that no single call keeps the GPU process busy for long. */
async function draw(picture: { source: string; width: number; height: number }): Promise<number[]> {
  const { source, width, height } = picture;
  const tile = 128;
  const tiles = new OffscreenCanvas(tile, tile);
  const gl = tiles.getContext("webgl2", { preserveDrawingBuffer: true });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!gl || !context) throw new Error("This Chromium has no WebGL 2");

  const program = gl.createProgram();
  const vertices = "#version 300 es\nin vec2 at; void main() { gl_Position = vec4(at, 0, 1); }";
  for (const [type, text] of [
    [gl.VERTEX_SHADER, vertices],
    [gl.FRAGMENT_SHADER, source],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error("The WebGL context is lost");
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(gl.getShaderInfoLog(shader) ?? "A shader does not compile");
    }
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "at");
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.uniform2f(gl.getUniformLocation(program, "resolution"), width, height);
  const origin = gl.getUniformLocation(program, "origin");

  for (let top = 0; top < height; top += tile) {
    for (let left = 0; left < width; left += tile) {
      gl.uniform2f(origin, left, height - top - tile);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      context.drawImage(tiles, left, top);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
  return [...new Uint8Array(await blob.arrayBuffer())];
}
