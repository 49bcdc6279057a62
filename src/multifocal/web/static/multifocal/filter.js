// A box that leaves in sight only what holds its words. Without this there is no box.

const filter = document.querySelector(".filter");
const box = filter.querySelector("input");
const count = filter.querySelector("[role=status]");
const items = [...document.querySelectorAll(filter.dataset.items)];
const groups = [...document.querySelectorAll(filter.dataset.groups)];

// Accents aside, as people type: "barre" finds "Barré".
const plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
const texts = new Map(items.map((item) => [item, plain(item.textContent)]));
let waiting = 0;

function leave() {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  for (const item of items) item.hidden = !words.every((word) => texts.get(item).includes(word));
  for (const group of groups) group.hidden = !items.some((item) => group.contains(item) && !item.hidden);
  clearTimeout(waiting);
  waiting = setTimeout(() => { // spoken when the typing rests
    const shown = items.filter((item) => !item.hidden).length;
    const told = filter.dataset.shown.replace("SHOWN", shown).replace("TOTAL", items.length);
    count.textContent = words.length ? told : "";
  }, 600);
}

box.addEventListener("input", leave);
// A link to something that is out of sight brings everything back.
addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.closest("[hidden]")) return;
  box.value = "";
  leave();
  target.scrollIntoView();
});
filter.hidden = false;
leave();
