import { html, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { OpenHours } from "@photo-chat/sdk/protocol";
import { strings } from "../strings.js";

const texts = strings.availability;
/** Monday first. */
const DAYS = [1, 2, 3, 4, 5, 6, 0];
/** A Sunday, to name the days by. */
const SUNDAY = Date.UTC(2024, 0, 7, 12);
const DAY = 86_400_000;

/** A table of the week in which a day has any number of spans. */
export function weeklyHours(
  hours: readonly OpenHours[],
  change: (hours: OpenHours[]) => void,
): TemplateResult {
  const names = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long",
    timeZone: "UTC",
  });
  return html`<table class="week">
    <tbody>
      ${DAYS.map((day) => {
        const name = names.format(SUNDAY + day * DAY);
        const spans = hours.filter((span) => span.day === day);
        return html`<tr>
          <th scope="row">${name}</th>
          <td>
            ${
              spans.length
                ? spans.map((span) => spanFields(span, name))
                : html`<span class="muted">${texts.closed}</span>`
            }
          </td>
          <td>
            <button
              type="button"
              class="round small"
              aria-label=${texts.addSpan(name)}
              title=${texts.addSpan(name)}
              @click=${() => change([...hours, nextSpan(day, spans)])}
            >
              ${icon("add")}
            </button>
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;

  function spanFields(span: OpenHours, name: string): TemplateResult {
    const replace = (edited: Partial<OpenHours>): void =>
      change(hours.map((one) => (one === span ? { ...one, ...edited } : one)));
    return html`<div class="span">
      <input
        type="time"
        required
        aria-label=${texts.from(name)}
        .value=${span.from}
        @change=${({ target }: Event) => replace({ from: (target as HTMLInputElement).value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        required
        aria-label=${texts.to(name)}
        min=${span.from}
        .value=${span.to}
        @change=${({ target }: Event) => replace({ to: (target as HTMLInputElement).value })}
      />
      <button
        type="button"
        class="round small"
        aria-label=${texts.removeSpan(name)}
        title=${texts.removeSpan(name)}
        @click=${() => change(hours.filter((one) => one !== span))}
      >
        ${icon("close")}
      </button>
    </div>`;
  }
}

/** After the day's last span, or a working day. */
function nextSpan(day: number, spans: readonly OpenHours[]): OpenHours {
  const last = spans.at(-1)?.to ?? "";
  return last && last < "20:00"
    ? { day, from: last, to: "20:00" }
    : { day, from: "09:00", to: "17:00" };
}
