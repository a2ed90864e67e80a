import { editorData } from "./editor-data.js";

/** What `dist/custom-elements.json` is made from. Nothing is written into package.json. */
export default {
  globs: ["src/photo-chat-element.ts", "src/define.ts"],
  outdir: "dist",
  litelement: true,
  packagejson: false,
  plugins: [asPublished(), editorData()],
};

/** Leaves what is public, in the files that are published. */
function asPublished() {
  const published = (path) => path.replace(/^\/?src\//, "dist/").replace(/\.ts$/, ".js");
  const isPublic = ({ name, privacy, inheritedFrom }) =>
    !name.startsWith("#") && !privacy && !inheritedFrom;

  function rewrite(node) {
    if (Array.isArray(node)) node.forEach(rewrite);
    else if (node && typeof node === "object") {
      for (const key of ["path", "module"]) {
        if (typeof node[key] === "string") node[key] = published(node[key]);
      }
      Object.values(node).forEach(rewrite);
    }
  }
  return {
    name: "as-published",
    packageLinkPhase({ customElementsManifest }) {
      rewrite(customElementsManifest.modules);
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(isPublic);
          for (const event of declaration.events ?? []) {
            event.type = { text: `PhotoChatEventMap["${event.name}"]` };
          }
        }
      }
    },
  };
}
