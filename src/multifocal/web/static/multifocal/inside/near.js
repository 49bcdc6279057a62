// Runs the small picture beside a step, once: the style sheet moves it, and it ends by itself. Where the
// reader wants less motion it stays the still that says the same.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function playNear(box) {
  const picture = box.querySelector(".near");
  if (calm.matches) return;
  picture.classList.remove("is-moving");
  picture.getBoundingClientRect(); // so that it begins anew
  picture.classList.add("is-moving");
}

export function startNear() {
  const show = () => {
    for (const button of document.querySelectorAll("[data-near]")) button.hidden = calm.matches;
  };
  show();
  calm.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-near]");
    if (button) playNear(button.parentElement);
  });
}
