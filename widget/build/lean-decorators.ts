import type { Plugin } from "vite";

/** A decorator as the compiler leaves it: a call with what is decorated and the property's name. */
const decorated = /\w+\(\[property\(([^)]*)\)\], (\w+)\.prototype, ("\w+"), void 0\)/g;

/** Has the element's properties declared by its class, as their decorators would have it, without these. */
export function leanDecorators(): Plugin {
  return {
    name: "lean-decorators",
    apply: "build",
    transform: {
      order: "post",
      filter: { id: /\/photo-chat-element\.ts$/ },
      handler(code) {
        const lean = code.replace(
          decorated,
          (_, options: string, element: string, name: string) => {
            const given = options ? [name, options] : [name];
            return `${element}.createProperty(${given.join()})`;
          },
        );
        if (/\bproperty\(/.test(lean))
          this.error("a property is declared in a way that is not known");
        return { code: lean, map: null };
      },
    },
  };
}
