/** As much of JSON Schema as the server's own schemas come to. */
export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

/** A hostile payload. */
export interface Variant {
  name: string;
  /** Text, as some of it no encoder would write. */
  json: string;
  /**
   * - `refused`: answered `invalid` or `too_large`.
   * - `ignored`: answered like the example that it was made from.
   * - `harmless`: one of both; the schema does not tell which.
   */
  expected: "refused" | "ignored" | "harmless";
}

/** What a payload may not set: it is the server's to say. */
const forged = {
  ...{ senderId: "eve", receiverId: "eve", userId: "eve", role: "photographer", use: "link" },
  ...{ seq: 1, rev: 1e6, readSeq: 1e6, isRead: true, readAt: "2001-01-01T00:00:00Z" },
  ...{ createdAt: "2001-01-01T00:00:00Z", updatedAt: "2001-01-01T00:00:00Z", messageId: "1" },
  ...{ isDeletedBySender: true, kind: "group", participants: ["eve"], replyId: "1", extra: {} },
};
const prototypes = {
  constructor: { prototype: { polluted: true } },
  toString: null,
  hasOwnProperty: 1,
};
/** Stand for text that an encoder does not write. */
const infinite = "<1e999>";
const nested = "<nested>";

function toJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(`"${infinite}"`, "1e999")
    .replaceAll(`"${nested}"`, "[".repeat(5_000) + "]".repeat(5_000));
}

/** All that is tried with a payload, from its schema and an example that is accepted. */
export function variantsOf(schema: JsonSchema, example: object): Variant[] {
  const text = JSON.stringify(example);
  const needsFields = (schema.required ?? []).length > 0;
  const whole: Variant[] = [
    ...["null", '"text"', "7", "true", "[]", `[${text}]`].map((json) => refused(json, json)),
    refused("5,000 nested lists", toJson(nested)),
    { name: "{}", json: "{}", expected: needsFields ? "refused" : "harmless" },
    {
      name: "the fields in a prototype",
      json: `{"__proto__":${text}}`,
      expected: needsFields ? "refused" : "harmless",
    },
    ignored("forged fields", toJson({ ...forged, ...example })),
    ignored("names of a prototype", toJson({ ...prototypes, ...example })),
    ignored("a prototype", text.replace("{", `{"__proto__":{"polluted":true},`)),
    ignored("a nested extra field", toJson({ ...example, deep: nested })),
    ignored("30,000 extra characters", toJson({ ...example, long: "x".repeat(30_000) })),
  ];
  const replaced = fieldVariants(schema, example).map(({ name, value, expected }) => ({
    ...{ name, expected, json: toJson(value) },
  }));
  return [...whole, ...replaced];
}

interface Replaced {
  name: string;
  /** The whole, with one thing in it changed. */
  value: unknown;
  expected: Variant["expected"];
}

/** Each field of an object, at whatever depth, replaced by what does not belong there. */
function fieldVariants(schema: JsonSchema, example: object, isTop = true): Replaced[] {
  const given = example as Record<string, unknown>;
  return Object.entries(fieldsOf(schema, given)).flatMap(([name, field]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    const { [name]: value, ...others } = given;
    const inside = [...wrongTypes(field, value), ...beyond(field, value), ...deeper(field, value)];
    // A field of the payload itself that is null counts as absent.
    const takesNull = accepts(field, "null") || (isTop && !isRequired);
    return [
      ...(isRequired ? [{ name: `no ${name}`, value: others, expected: "refused" as const }] : []),
      {
        name: `null as ${name}`,
        value: { ...given, [name]: null },
        expected: takesNull ? ("harmless" as const) : ("refused" as const),
      },
      ...inside.map((variant) => ({
        name: `${name}: ${variant.name}`,
        value: { ...given, [name]: variant.value },
        expected: variant.expected,
      })),
    ];
  });
}

/** The fields with a schema of their own; of a record, the example's. */
function fieldsOf(schema: JsonSchema, given: object): Record<string, JsonSchema> {
  const entry = schema.additionalProperties;
  if (typeof entry !== "object") return schema.properties ?? {};
  return Object.fromEntries(Object.keys(given).map((name) => [name, entry]));
}

function wrongTypes(field: JsonSchema, value: unknown): Replaced[] {
  const others: [string, string, unknown][] = [
    ["string", "a text", "text"],
    ["number", "a number", 7],
    ["boolean", "a truth", true],
    ["array", "a list", []],
    ["array", "itself in a list", [value]],
    ["array", "5,000 nested lists", nested],
    ["object", "an object", {}],
    ["object", "an operator", { $ne: null }],
  ];
  return others
    .filter(([type]) => !accepts(field, type))
    .map(([, name, other]) => ({ name, value: other, expected: "refused" }));
}

/** The right type, but more or less than there may be. */
function beyond(field: JsonSchema, value: unknown): Replaced[] {
  const found: Replaced[] = [];
  for (const branch of branchesOf(field)) {
    const refuse = (name: string, other: unknown) =>
      found.push({ name, value: other, expected: "refused" });
    if (branch.type === "string") {
      if (branch.minLength) refuse("an empty text", "");
      if (branch.enum) for (const word of ["__proto__", "constructor", "TEXT"]) refuse(word, word);
      refuse("a text over the limit", "x".repeat((branch.maxLength ?? 100) + 1));
      refuse("a text of 50,000 characters", "ab ".repeat(16_667));
      for (const [name, part] of unstorable) {
        found.push({
          name,
          value: typeof value === "string" ? part + value : part,
          expected: "harmless",
        });
      }
    }
    if (accepts(branch, "number")) {
      for (const number of [(branch.minimum ?? 0) - 1, 1.5, 2 ** 53, 1e308, infinite]) {
        refuse(String(number), number);
      }
      if (branch.maximum) refuse("a number over the limit", branch.maximum + 1);
    }
    if (branch.propertyNames) {
      const [entry] = Object.values(value as object) as unknown[];
      refuse("an empty name", { "": entry });
      refuse("U+0000 as name", { "\0": entry });
      refuse("a name over the limit", {
        ["x".repeat((branch.propertyNames.maxLength ?? 0) + 1)]: entry,
      });
    }
    if (branch.type === "array" && branch.maxItems && Array.isArray(value)) {
      refuse("too many items", Array(branch.maxItems + 1).fill(value[0]));
    }
  }
  return found;
}

const unstorable: [string, string][] = [
  ["U+0000", "\0"],
  ["half a surrogate pair", "\ud83d"],
];

/** The same, in what the field holds. */
function deeper(field: JsonSchema, value: unknown): Replaced[] {
  return branchesOf(field).flatMap((branch) => {
    if (Array.isArray(value)) {
      const [first, ...others] = value as unknown[];
      if (!branch.items || !isRecord(first)) return [];
      return fieldVariants(branch.items, first, false).map((variant) => ({
        ...variant,
        value: [variant.value, ...others],
      }));
    }
    return isRecord(value) ? fieldVariants(branch, value, false) : [];
  });
}

function accepts(field: JsonSchema, type: string): boolean {
  return branchesOf(field).some(
    (branch) => branch.type === type || (type === "number" && branch.type === "integer"),
  );
}

function branchesOf(field: JsonSchema): JsonSchema[] {
  return field.anyOf ?? [field];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(name: string, json: string): Variant {
  return { name, json, expected: "refused" };
}

function ignored(name: string, json: string): Variant {
  return { name, json, expected: "ignored" };
}
