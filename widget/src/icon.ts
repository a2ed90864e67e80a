import { html, type TemplateResult } from "lit";

/** Line drawings on a field of 24 by 24. */
const paths = {
  chat: "M21 11.5a8.5 8 0 0 1-12.3 7.1L3 20.5l1.8-5A8.5 8 0 1 1 21 11.5Z",
  close: "m6 6 12 12M18 6 6 18",
  send: "M12 19V5m-6 6 6-6 6 6",
  down: "M12 5v14m-6-6 6 6 6-6",
  file: "M14 3H6v18h12V7Zm0 0v4h4",
  emoji: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 14.5a4.7 4.7 0 0 0 8 0M9 9.5v.1m6-.1v.1",
  more: "M12 5v.1m0 6.9v.1m0 6.9v.1",
  alert: "M12 8v5m0 3v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  sending: "M12 7.5V12l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  sent: "m5 12.5 5 5L20 7",
  delivered: "m1.5 12.5 5 5L16.5 7M11.5 16.5l1 1L22.5 7",
  read: "m7.5 12.5 3.3 3.3L17 9.5",
} as const;

type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return drawing(name, paths[name]);
}

/** @param path on the same field */
export function drawing(name: string, path: string): TemplateResult {
  return html`<svg class=${`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d=${path}></path>
  </svg>`;
}
