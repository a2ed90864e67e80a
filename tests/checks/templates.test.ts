import { describe, expect, it } from "vitest";
import { markedTemplates } from "../../widget/build/marked-templates.js";

/** What the build makes of a module. */
function marked(code: string): string {
  const { transform } = markedTemplates();
  if (typeof transform !== "object" || !("handler" in transform)) throw new Error("no transform");
  const context = {
    error(message: string): never {
      throw new Error(message);
    },
  };
  const result = Reflect.apply(transform.handler, context, [code, "view.ts", {}]) as unknown;
  return (result as { code: string }).code;
}

describe("templates of the script tag", () => {
  it.each([
    ["html`<p>${a}</p>`", "html`<p><?${a}></p>`"],
    ["html`<b class=${a} .value=${b}>${c}</b>`", "html`<b class=${a} .value=${b}><?${c}></b>`"],
    ["html`${a}${b}`", "html`<?${a}><?${b}><?>`"],
    [
      "html`<p>${a ? html`<i>${b}</i>` : c}</p>`",
      "html`<p><?${a ? html`<i><?${b}></i>` : c}></p>`",
    ],
    ["html`<p>a=${a}</p>`", "html`<p>a=<?${a}></p>`"],
    ["html`<p>é ${`${a}`}</p>`", "html`<p>é <?${`${a}`}></p>`"],
    ["css`p{top:${a}}`", "css`p{top:${a}}`"],
  ])("%s says where its values stand", (template, expected) => {
    expect(marked(template)).toBe(expected);
  });

  it.each([
    'html`<b class="row ${a}"></b>`',
    "html`<b class=row-${a}></b>`",
    "html`<b class=${a}-row></b>`",
    "html`<b ${a}></b>`",
    "html`<b .ariaLabel=${a}></b>`",
    "html`<${a}></b>`",
  ])("%s ends the build", (template) => {
    expect(() => marked(template)).toThrow();
  });
});
