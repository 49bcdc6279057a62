// A pop-up works without this. With it, the focus moves into the card, so that a screen reader
// says the word and its meaning at once; the browser itself gives the focus back on closing.

for (const card of document.querySelectorAll(".term-card[popover]")) {
  card.addEventListener("toggle", (event) => {
    if (event.newState === "open") card.focus({ preventScroll: true });
  });
}
