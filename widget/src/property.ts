import type { PropertyDeclaration, ReactiveElement } from "lit";

/** Lit's decorator of this name, without the half of it for another kind of decorators. */
export function property(options?: PropertyDeclaration) {
  return ({ constructor }: ReactiveElement, name: PropertyKey): void =>
    (constructor as typeof ReactiveElement).createProperty(name, options);
}
