// Copies the words of a field. Without this script they can be marked and copied by hand.

function enliven(root) {
  root.querySelectorAll("[data-copies][hidden]").forEach((button) => {
    button.hidden = !navigator.clipboard;
  });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = button.dataset.done;
  } catch {
    field.focus();
    field.select(); // the reader copies what is marked
  }
});

new MutationObserver(() => enliven(document)).observe(document.getElementById("main") ?? document.body, {
  childList: true,
  subtree: true,
});
enliven(document);
