// A copy says its day when there is no line. From six months on it says so always, and shows what
// grows old (news of trials, phone numbers) only to who asks for it. Emergency words and emergency
// numbers are never touched.

const MONTHS = 6;
const DATED = "[data-dated]";

export function startAge(note, copied) {
  const said = note.querySelector(".copy-note__said");
  const until = new Date(`${copied}T00:00:00`);
  until.setMonth(until.getMonth() + MONTHS);
  const old = Date.now() >= until.getTime();

  function show() {
    const words = [];
    if (!navigator.onLine) words.push(note.dataset.offline);
    if (old) words.push(note.dataset.old);
    said.textContent = words.join(" ");
    said.hidden = !words.length;
    note.hidden = !words.length && note.querySelector("[data-show]").hidden;
  }

  if (old) for (const part of document.querySelectorAll(DATED)) cover(part, note.dataset.dated);
  show();
  addEventListener("online", show);
  addEventListener("offline", show);
}

// The part goes into a `details` that its reader can open; a heading stays in sight.
function cover(part, words) {
  const box = document.createElement("details");
  const name = document.createElement("summary");
  box.className = "copy-dated";
  name.textContent = words;
  box.append(name);
  const inside = [...part.childNodes].filter((node) => !/^H[1-6]$/.test(node.nodeName));
  box.append(...inside);
  part.append(box);
}
