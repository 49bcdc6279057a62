// A tap on a gap damages or mends it; the links that do so without a script say what to ask for.

export function startCloseUp(card, drawn) {
  const status = document.querySelector("[data-status]");

  card.addEventListener("keydown", (event) => {
    const gap = event.target.closest("[data-gap]");
    if (gap && event.key === " ") {
      event.preventDefault();
      gap.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  });
  card.addEventListener("click", async (event) => {
    const gap = event.target.closest("[data-gap]");
    if (!gap) return;
    event.preventDefault();
    const query = new URL(gap.getAttribute("href"), location.href).search;
    try {
      const answer = await fetch(card.dataset.fiber + query);
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const narrow = Boolean(gap.closest(".only-narrow"));
      card.replaceChildren(document.adoptNode(fresh.querySelector(".closeup-in")));
      const again = card.querySelector(`${narrow ? ".only-narrow" : ".only-wide"} [data-gap="${gap.dataset.gap}"]`);
      again.focus({ preventScroll: true });
      status.textContent = card.querySelector("[data-summary]").dataset.summary;
      drawn();
    } catch {
      location.assign(gap.getAttribute("href"));
    }
  });
}
