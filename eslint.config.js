import { defineConfig } from "eslint/config";
import lit from "eslint-plugin-lit";
import wc from "eslint-plugin-wc";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.ts", "tests/**"];

const noTransformedSyntax = [
  { selector: "TSEnumDeclaration", message: "Use a const object or a union of strings." },
  { selector: "TSParameterProperty", message: "Declare the field and assign it." },
];
const noMarkupFromText = [
  {
    selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|write)$/]",
    message: "Text of others is never markup.",
  },
];
const noLastingStorage = [
  {
    selector:
      ":matches(Identifier[name=/^(localStorage|sessionStorage)$/], [property.name=cookie])",
    message: "Only the outbox, drafts and a visitor's own identity outlive a visit.",
  },
];

export default defineConfig(
  { ignores: ["**/dist/", "server/public/", "server/migrations/", "data/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/use-unknown-in-catch-callback-variable": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-new-func": "error",
      "no-restricted-syntax": ["error", ...noTransformedSyntax],
    },
  },
  {
    files: ["widget/src/**/*.ts", "demo/src/**/*.ts"],
    extends: [lit.configs["flat/recommended"], wc.configs["flat/recommended"]],
    rules: {
      "lit/no-legacy-template-syntax": "error",
      "lit/no-this-assign-in-render": "error",
      "lit/no-useless-template-literals": "error",
      "lit/prefer-static-styles": "error",
      "no-restricted-imports": [
        "error",
        { paths: ["lit/directives/unsafe-html.js", "lit/directives/unsafe-svg.js"] },
      ],
    },
  },
  {
    // What runs in pages of others: no output, no dialogs, no globals by accident.
    files: ["sdk/src/**/*.ts", "widget/src/**/*.ts"],
    ignores: tests,
    rules: {
      "no-console": "error",
      "no-restricted-globals": [
        "error",
        ...["alert", "confirm", "prompt", "event", "name", "status", "length", "top", "parent"],
      ],
      "no-restricted-syntax": [
        "error",
        ...noTransformedSyntax,
        ...noMarkupFromText,
        ...noLastingStorage,
      ],
    },
  },
  {
    files: ["sdk/src/drafts/**/*.ts", "widget/src/guest/**/*.ts"],
    ignores: tests,
    rules: { "no-restricted-syntax": ["error", ...noTransformedSyntax, ...noMarkupFromText] },
  },
  {
    files: tests,
    rules: {
      // Matchers such as `expect.any(String)` are `any`, and so is a parsed answer.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  {
    // The comparison of DOM trees declares every `equal` to return a promise.
    files: ["**/*.wtr.test.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "@open-wc/semantic-dom-diff", name: "Equal" },
          ],
        },
      ],
    },
  },
);
