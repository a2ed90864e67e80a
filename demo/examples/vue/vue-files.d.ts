/** What a linter sees of a Vue file; vue-tsc looks inside. */
declare module "*.vue" {
  import type { Component } from "vue";

  const component: Component;
  export default component;
}
