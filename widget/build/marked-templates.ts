import { parseSync, type Plugin, Visitor } from "vite";

/**
 * Says in the templates what Lit would read them for in each browser: which values are attributes,
 * and which are content. Content is put between `<?` and `>`, so that the template is its strings,
 * joined by Lit's marker.
 */
export function markedTemplates(): Plugin {
  return {
    name: "marked-templates",
    apply: "build",
    transform: {
      filter: { id: /\.ts$/, code: "html`" },
      handler(code, id) {
        const marks: [place: number, mark: string][] = [];
        new Visitor({
          TaggedTemplateExpression: ({ tag, quasi: { quasis } }) => {
            if (tag.type !== "Identifier" || tag.name !== "html") return;
            let read = "";
            let isContent = false;
            for (const { value, start, end, tail } of quasis) {
              if (isContent) marks.push([start, ">"]);
              else if (read && !/^[\s>]/.test(value.raw)) this.error(`not a value: ${read}`);
              // Content has an end of its own.
              if (isContent && tail && !value.raw) marks.push([end, "<?>"]);
              if (tail) return;
              read += value.raw;
              const [, attribute] = /<[^>]*?([^\s>]*)$/.exec(read) ?? [];
              isContent = attribute === undefined;
              if (attribute === undefined) marks.push([end, "<?"]);
              else if (!/^[.?@]?[a-z-]+=$/.test(attribute)) this.error(`no attribute: ${read}`);
            }
          },
        }).visit(parseSync(id, code, { lang: "js" }).program);
        marks.sort(([a], [b]) => a - b);
        return {
          code: marks.reduceRight(
            (marked, [place, mark]) => marked.slice(0, place) + mark + marked.slice(place),
            code,
          ),
          map: null,
        };
      },
    },
  };
}
