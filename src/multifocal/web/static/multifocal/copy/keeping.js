// Registers the worker that keeps the pages, and offers a newer version once it is there. The reader
// decides when: what was ticked or typed on an open page is not lost to an update.

const IDLE_MS = 1000; // after the page is whole: what its reader waits for comes first

export function startKeeping(note) {
  if (!("serviceWorker" in navigator) || navigator.connection?.saveData) return;
  const button = note.querySelector("[data-show]");
  let asked = false;

  function offer(registration) {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    const said = note.querySelector(".copy-note__said");
    said.textContent = [said.hidden ? "" : said.textContent, note.dataset.newer].join(" ").trim();
    said.hidden = false;
    button.hidden = false;
    note.hidden = false;
    button.onclick = () => {
      asked = true;
      registration.waiting.postMessage("take-over");
    };
  }

  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
  });

  async function register() {
    const home = new URL(document.querySelector('link[rel="manifest"]').href);
    const worker = new URL("sw.js", home);
    worker.searchParams.set("language", document.documentElement.lang);
    const registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
    offer(registration);
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", () => offer(registration));
    });
    const ready = await navigator.serviceWorker.ready;
    // who is on /inside wants the answers, too
    if (document.querySelector("[data-precomputed]")) ready.active.postMessage("keep-the-rest");
  }

  const begin = () => setTimeout(() => register().catch(() => {}), IDLE_MS); // no worker: all else works
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
