// Each move of a control asks for a new picture; the last one stays until the next is there. What a
// control says of itself changes at once.

const WAIT_MS = 120;

export function startControls(form, picture, drawn) {
  const { at, damage } = form.elements;
  const speech = JSON.parse(form.dataset.speech);
  const status = document.querySelector("[data-status]");
  const failed = form.querySelector("[data-failed]");
  const chips = [...form.querySelectorAll("[data-at]")];
  let timer = 0;
  let asked = null;

  form.classList.add("is-live");

  function say(field, name, words) {
    field.setAttribute("aria-valuetext", words);
    form.querySelector(`[data-said="${name}"]`).textContent = words;
  }

  function speak() {
    const mm = Number(at.value);
    const [, region] = speech.regions.find(([last]) => mm <= last);
    const cm = String((speech.muscle - mm) / 10);
    say(at, "where", speech.where.replace("REGION", region).replace("DISTANCE", cm));
    const some = speech.some.replace("PERCENT", damage.value);
    say(damage, "damage", Number(damage.value) ? some : speech.none);
    for (const chip of chips) {
      if (chip.dataset.at === at.value) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ at: at.value, damage: damage.value });
    picture.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${form.dataset.picture}?${query}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
      failed.hidden = true;
      history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
    } catch (error) {
      if (error.name === "AbortError") return;
      failed.textContent = failed.dataset.failed;
      failed.hidden = false;
      status.textContent = failed.dataset.failed;
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
    form.querySelector("[data-brief]").textContent = fresh.dataset.brief;
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

  for (const field of [at, damage]) {
    field.addEventListener("input", () => {
      speak();
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
  }
  for (const chip of chips) {
    chip.addEventListener("click", (event) => {
      event.preventDefault();
      at.value = chip.dataset.at;
      speak();
      ask();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}
