// Shows the print button, which is of no use without a script, and the one that copies the text.

export function startPaper(root) {
  const print = root.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  const copy = root.querySelector("[data-copy]");
  const text = root.querySelector("#message");
  const status = root.querySelector("[data-status]");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
    } catch { // not allowed here: leave it marked, so that the reader's own hand can copy it
      text.select();
      return;
    }
    status.textContent = copy.dataset.copied;
  });
}

const made = document.querySelector("[data-print]");
if (made) startPaper(document);
