/** Where a page that was fooled would go; no such host exists. */
export const CANARY_HOST = "canary.invalid";

/** Texts that set `__hit`, load something or hide the page, wherever they are taken for markup or code. */
export const markup: readonly string[] = [
  `<script>window.__hit = 1</script>`,
  `<img src=x onerror="window.__hit = 1">`,
  `<svg/onload=window.__hit=1>`,
  `"><img src="//${CANARY_HOST}/a.png" onerror="window.__hit = 1">`,
  `' autofocus onfocus='window.__hit = 1`,
  `<iframe srcdoc="<script>parent.__hit = 1</script>"></iframe>`,
  `<style>@import url(//${CANARY_HOST}/a.css); * { display: none !important }</style>`,
  `<link rel="stylesheet" href="//${CANARY_HOST}/b.css">`,
  `<meta http-equiv="refresh" content="0; url=//${CANARY_HOST}/">`,
  `<base href="//${CANARY_HOST}/">`,
  `<form action="//${CANARY_HOST}/"><button autofocus>Sign in again</button></form>`,
  `<math><mtext><form><mglyph><style></math><img src onerror="window.__hit = 1">`,
  `<details open ontoggle="window.__hit = 1">`,
  `<a href="javascript:window.__hit = 1">a link</a>`,
  `<!--?lit$0$--><?lit$0$><img src=x onerror="window.__hit = 1">`,
  "${window.__hit = 1} {{constructor.constructor('window.__hit = 1')()}} <%= window.__hit %>",
  `https://studio.example/"onmouseover="window.__hit=1`,
  `]]></textarea></title></p><img src=x onerror="window.__hit = 1">`,
];

/** Texts that turn, hide, pile up or stretch what stands around them. */
export const shapes: readonly string[] = [
  "\u202egnp.exe turned around",
  "\u2066\u2066\u2067 isolates that never end \u202d\u202b",
  "\u200f\u200e\u061c marks",
  "שלום hello مرحبا 123",
  "\u200b\u200d\u2060\ufeff\u00ad nothing that is seen \u3164\u2800",
  `piled up ${`Z${"\u0335\u0353\u0301\u0489".repeat(60)}`.repeat(8)}`,
  "ﷺ𒐫𒈙꧅⸻".repeat(30),
  "W".repeat(4_000),
  `https://studio.example/${"w".repeat(3_900)}`,
  "\n".repeat(3_000) + "far below",
  "👩‍👩‍👧‍👦".repeat(350),
];
