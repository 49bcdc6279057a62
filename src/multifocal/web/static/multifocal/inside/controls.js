// Each move of a control asks for a new picture; the last one stays until the next is there.

const WAIT_MS = 120;

export function startControls(form, picture, drawn) {
  const fields = [form.elements.at, form.elements.damage];
  const status = document.querySelector("[data-status]");
  let timer = 0;
  let asked = null;

  form.classList.add("is-live");

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value]));
    picture.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${form.dataset.picture}?${query}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
      history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = picture.dataset.failed;
    }
    picture.removeAttribute("aria-busy");
  }

  function show(html) {
    const parts = new DOMParser().parseFromString(html, "text/html");
    const fresh = parts.querySelector(".picture__in");
    const map = parts.querySelector("template")?.content.querySelector("svg");
    const open = [...picture.querySelectorAll("details")].map((d) => d.open);
    picture.replaceChildren(document.adoptNode(fresh));
    [...picture.querySelectorAll("details")].forEach((d, k) => { d.open = open[k] ?? false; });
    moveFocus(map);
    for (const name of ["where", "damage"]) {
      form.querySelector(`[data-said="${name}"]`).textContent = fresh.dataset[name];
      form.elements[name === "where" ? "at" : name].setAttribute("aria-valuetext", fresh.dataset[name]);
    }
    status.textContent = fresh.dataset.summary;
    drawn();
  }

  // Only the struck spot moves on the body; the dots, one of which may hold the focus, stay.
  function moveFocus(map) {
    const body = document.querySelector("[data-body-map] svg");
    body.querySelector(".body-map__focus")?.remove();
    const spot = map?.querySelector(".body-map__focus");
    if (spot) body.insertBefore(document.adoptNode(spot), body.querySelector(".dot"));
  }

  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
  }
  for (const chip of form.querySelectorAll("[data-at]")) {
    chip.addEventListener("click", (event) => {
      event.preventDefault();
      form.elements.at.value = chip.dataset.at;
      ask();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}
