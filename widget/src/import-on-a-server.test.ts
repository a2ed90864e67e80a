import { expect, it } from "vitest";

it("the class and its registration can be imported where there is no page", async () => {
  expect(globalThis).not.toHaveProperty("document");
  const { PhotoChatElement } = await import("./index.js");
  await import("./define.js");
  expect(PhotoChatElement.observedAttributes).toContain("with");
});
