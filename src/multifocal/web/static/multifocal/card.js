// Prints the emergency card alone. Without this module the whole page prints, card included.

for (const words of document.querySelectorAll("[data-without-script]")) words.hidden = true;

for (const button of document.querySelectorAll("[data-print-card]")) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.print = button.dataset.printCard;
    window.print();
  });
}

window.addEventListener("afterprint", () => {
  delete document.documentElement.dataset.print;
});
