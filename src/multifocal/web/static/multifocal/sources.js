// The sources unfold, and the switch shows the numbers, without this. With it, every source that a
// paragraph rests on is lit when its mark is followed, a pop-up gives way to the list, and the
// switch is remembered until the browser is closed.
const KEY = "multifocal-show-sources";

const box = document.querySelector("#show-sources");
if (box) {
  box.checked ||= sessionStorage.getItem(KEY) === "1";
  box.addEventListener("change", () => {
    if (box.checked) sessionStorage.setItem(KEY, "1");
    else sessionStorage.removeItem(KEY);
  });
}

function unfold() {
  const target = document.getElementById(location.hash.slice(1));
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// A way back to the paragraph, beside the source that its mark has led to.
const back = document.createElement("a");
back.classList.add("citations__back", "no-print");
function leadBack(mark, list) {
  for (const old of document.querySelectorAll("#mark-followed")) old.removeAttribute("id");
  mark.id = "mark-followed";
  back.href = "#mark-followed";
  back.textContent = list.dataset.back;
  document.querySelector(mark.hash)?.append(" ", back);
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.mark");
  if (!mark) return;
  const list = document.querySelector(".citations[data-back]");
  if (list && !mark.closest("[popover]")) leadBack(mark, list);
  mark.closest(":popover-open")?.hidePopover();
  for (const lit of document.querySelectorAll(".citations .is-lit")) lit.classList.remove("is-lit");
  for (const number of mark.textContent.match(/\d+/g) ?? []) {
    document.getElementById(`source-${number}`)?.classList.add("is-lit");
  }
});
