// Each tap on a drawn muscle lowers its grade by one. The list beside the body is the twin: it says
// the same, and works alone.
const ORDER = ["", "5", "4", "3", "2", "1", "0"];
const body = document.querySelector(".grades__body");
const said = document.querySelector("[data-graded]");

function field(region) {
  return document.querySelector(`[data-go="grade-${region.dataset.side}-${region.dataset.part}"]`);
}

function paint(region) {
  region.dataset.level = field(region)?.value.charAt(0) ?? "";
}

if (body) {
  body.hidden = false;
  const regions = [...body.querySelectorAll("[data-part]")];
  for (const region of regions) {
    paint(region);
    region.addEventListener("click", () => {
      const select = field(region);
      if (!select) return;
      const at = ORDER.indexOf(select.value.charAt(0));
      select.value = ORDER[(at + 1) % ORDER.length];
      select.closest("details").open = true;
      regions.forEach(paint);
      said.textContent = `${select.getAttribute("aria-label")}: ${select.selectedOptions[0].text}`;
    });
  }
  document.addEventListener("change", () => regions.forEach(paint));
}

const print = document.querySelector("[data-print-card]");
if (print) {
  print.closest("[hidden]").hidden = false;
  print.addEventListener("click", () => window.print());
}
