import { html, type TemplateResult } from "lit";

/** Line drawings on a field of 24 by 24. */
const paths = {
  settings:
    "M4 7h9m5 0h2M4 12h2m5 0h9M4 17h9m5 0h2M15.5 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Zm-7 5a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Zm7 5a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z",
  close: "m6 6 12 12M18 6 6 18",
  replies: "M4 5h16v11H9.5L5 20v-4H4ZM8 9h8m-8 3h5",
  remove: "M5 7h14M10 7V4.5h4V7m-7.5 0 .8 12.5h9.4L17.5 7M10.2 10.5v5.5m3.6-5.5v5.5",
  edit: "M5 19l.8-3.8L16.3 4.7l3 3L8.8 18.2Z",
  add: "M12 5v14M5 12h14",
} as const;

export function icon(name: keyof typeof paths): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${paths[name]}></path>
  </svg>`;
}

/** The page's own picture, as on the device's home screen. */
export function mark(): TemplateResult {
  return html`<img class="mark" src="/inbox/icon.svg" alt="" width="56" height="56" />`;
}
