/**
 * Serves the inbox's own built files where there is no network, and nothing else. The build puts
 * in the name of the cache, which changes with the files, and their addresses. A new worker takes over
 * once the last page of the old one is closed, so that a page keeps its files.
 */
const { name, files } = __SHELL__;

addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(files.map((url) => new Request(url, { cache: "reload" })))),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => {
      const old = names.filter((one) => one.startsWith("photo-chat-inbox-") && one !== name);
      return Promise.all(old.map((one) => caches.delete(one)));
    }),
  );
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  const isPage = mode === "navigate" && /^\/inbox\/?$/.test(pathname);
  const file = isPage ? "/inbox" : pathname;
  if (!files.includes(file)) return;
  if (pathname.startsWith("/assets/")) {
    event.respondWith(
      caches.match(file, { cacheName: name }).then((kept) => kept ?? fetch(event.request)),
    );
  } else {
    event.respondWith(fetch(event.request).catch(() => kept(file)));
  }
});

async function kept(file) {
  return (await caches.match(file, { cacheName: name })) ?? Response.error();
}
