// Keeps the pages of one language on the reader's machine, so that they open without a line. What a
// reader types or ticks never comes here: only files of the copy are kept, and only read requests.
//
// Every version has a store of its own and is fetched whole before it counts. An open page goes on
// with the version that it came from until its reader asks for the new one or closes it; the version
// before is kept as long, for what such a page may still want.

const VERSION = "VERSION";
const KEPT = "KEPT";
const STORE = "multifocal-";
const home = new URL("./", self.location);
const LOST = new URL("404.html", home); // for an address that leads nowhere: whom to call stands on it too
const language = new URL(self.location).searchParams.get("language");
const pages = KEPT[language] ?? [];

self.addEventListener("install", (event) => {
  event.waitUntil(keep([...KEPT.all, ...pages]));
});

async function keep(names) {
  const store = await caches.open(STORE + VERSION);
  // past the browser's own store, which may hold the version before
  await store.addAll(names.map((name) => new Request(new URL(name, home), { cache: "reload" })));
  await keepLost(store);
}

// Some servers answer this name itself with "not found": the version counts all the same.
async function keepLost(store) {
  try {
    await store.put(LOST, await fetch(LOST, { cache: "reload" }));
  } catch { // what is not there is not kept
  }
}

self.addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => self.clients.claim()));
});

async function forget() {
  const stores = (await caches.keys()).filter((name) => name.startsWith(STORE) && name !== STORE + VERSION);
  for (const name of stores.slice(0, -1)) await caches.delete(name); // in the order of their making
}

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "keep-the-rest") event.waitUntil(keepTheRest());
});

// The computed answers, one by one, so that what the reader asks for meanwhile comes first.
async function keepTheRest() {
  const store = await caches.open(STORE + VERSION);
  for (const name of KEPT.later ?? []) {
    const address = new URL(name, home);
    if (!(await store.match(address))) await store.add(address);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || !address.href.startsWith(home.href)) return;
  if (address.pathname.endsWith("/sw.js")) return;
  event.respondWith(answer(request, address));
});

async function answer(request, address) {
  const page = request.mode === "navigate";
  const kept = await find(address, page);
  if (kept) return kept;
  if (page && !address.pathname.endsWith("/")) {
    const folder = new URL(`${address.pathname}/`, address);
    folder.search = address.search;
    if (await find(folder, page)) return Response.redirect(folder);
  }
  const fresh = page ? await fetchedOrLost(request) : await fetch(request);
  const data = KEPT.later?.some((name) => new URL(name, home).pathname === address.pathname);
  if (data && fresh.ok) (await caches.open(STORE + VERSION)).put(request, fresh.clone());
  return fresh;
}

// Without a line the browser has only words of its own for an address that is not kept.
async function fetchedOrLost(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const lost = await (await caches.open(STORE + VERSION)).match(LOST);
    if (!lost) throw error;
    return new Response(lost.body, { status: 404, headers: lost.headers });
  }
}

// In this version's store, or in that of the version that an old page came from.
async function find(address, page) {
  const plain = new URL(address);
  plain.hash = "";
  if (page) plain.search = ""; // it chooses a picture and no file
  const store = await caches.open(STORE + VERSION);
  return (await store.match(plain)) ?? (page ? undefined : caches.match(plain));
}
