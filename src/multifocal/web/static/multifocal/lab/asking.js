// Each change asks for a new answer; the last one stays until the next is there. What the server
// says of the form itself (faults, which sites a muscle has) is carried over field by field, so
// that nothing that is being typed is touched.

import { startSpeaking } from "../speaking.js";

const WAIT_MS = 250;

const sentences = (words) => words.split(/(?<=[.;])\s+/);

export function startAsking(form, answer, drawn) {
  const speak = startSpeaking(document.querySelector("[data-status]"));
  let summary = sentences(answer.querySelector(".answer")?.dataset.summary ?? answer.dataset.summary ?? "");
  const failed = form.querySelector("[data-failed]");
  let timer = 0;
  let asked = null;

  form.classList.add("is-live");

  function query() {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    return new URLSearchParams(pairs).toString();
  }

  async function ask() {
    clearTimeout(timer);
    asked?.abort();
    asked = new AbortController();
    answer.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(`${form.dataset.answer}?${query()}`, { signal: asked.signal });
      if (!reply.ok) throw new Error(String(reply.status));
      show(new DOMParser().parseFromString(await reply.text(), "text/html"));
    } catch (error) {
      if (error.name === "AbortError") return;
      tell(failed.dataset.failed);
    }
    answer.removeAttribute("aria-busy");
  }

  function tell(words) {
    failed.textContent = words;
    failed.hidden = !words;
    if (words) speak(words);
  }

  function show(parts) {
    carry(parts.querySelector("template[data-settings]").content);
    const fresh = parts.querySelector(".answer");
    if (!fresh) {
      const names = [...form.querySelectorAll('.set [aria-invalid="true"]')].map((one) => one.labels?.[0]?.innerText.trim() ?? one.name);
      return tell(failed.dataset.faulty.replace("{names}", names.join("; ")));
    }
    const open = [...answer.querySelectorAll("details")].map((d) => d.open);
    const sameShape = answer.querySelectorAll("details").length === fresh.querySelectorAll("details").length;
    answer.replaceChildren(document.adoptNode(fresh));
    if (sameShape) [...answer.querySelectorAll("details")].forEach((d, k) => { d.open = open[k]; });
    const address = `${location.pathname}?${fresh.dataset.query}`;
    history.replaceState(null, "", address + location.hash);
    form.querySelector("[data-link]").setAttribute("href", address);
    form.querySelector("[data-brief]").textContent = fresh.dataset.brief;
    tell("");
    document.querySelector("[data-faults]")?.remove();
    speak(() => {
      const now = sentences(fresh.dataset.summary);
      const changed = now.filter((one) => !summary.includes(one));
      summary = now;
      return changed.join(" ");
    });
    drawn();
  }

  function carry(said) {
    for (const field of form.querySelectorAll(".set[data-field]")) {
      const fresh = said.querySelector(`.set[data-field="${field.dataset.field}"]`);
      const [mine, theirs] = [field, fresh].map((one) => one.querySelector("input, select"));
      for (const name of ["aria-invalid", "aria-describedby", "data-most"]) {
        if (theirs.hasAttribute(name)) mine.setAttribute(name, theirs.getAttribute(name));
        else mine.removeAttribute(name);
      }
      const [fault, freshFault] = [field, fresh].map((one) => one.querySelector(".set__fault"));
      fault.textContent = freshFault.textContent;
      fault.hidden = freshFault.hidden;
      if (mine.tagName === "SELECT" && options(mine) !== options(theirs)) {
        mine.replaceChildren(...[...theirs.children].map((child) => document.importNode(child, true)));
      }
    }
    for (const one of form.querySelectorAll("[data-focus]")) {
      const fresh = said.querySelector(`[data-focus="${one.dataset.focus}"] [data-focus-said]`);
      one.querySelector("[data-focus-said]").textContent = fresh.textContent;
    }
  }

  function options(select) {
    return [...select.options].map((option) => option.value).join();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    ask();
  });
}
