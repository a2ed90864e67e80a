import { html, type TemplateResult } from "lit";

/** One of a few, side by side. */
export function segments<Value extends string>(
  legend: string,
  name: string,
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<fieldset class="segments">
    <legend>${legend}</legend>
    <div>
      ${values.map(
        (value) =>
          html`<label>
            <input
              type="radio"
              name=${name}
              value=${value}
              .checked=${value === chosen}
              @change=${() => choose(value)}
            />
            <span>${labels[value]}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}
