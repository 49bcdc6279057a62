// A slider over the days since the infusion, in the place of the few days that can be chosen without
// a script. What each day says and where it is drawn stands in the table of all days.

function startWearOff(figure) {
  const days = [...figure.querySelectorAll("tbody tr")];
  const range = figure.querySelector("input[type='range']");
  const said = figure.querySelector("[data-said]");
  const mark = figure.querySelector("[data-mark]");

  function show() {
    const { x, y, words } = days[Number(range.value)].dataset;
    mark.setAttribute("cx", x);
    mark.setAttribute("cy", y);
    said.textContent = words;
    range.setAttribute("aria-valuetext", words);
  }

  figure.dataset.live = "";
  mark.setAttribute("visibility", "visible");
  for (const part of [figure.querySelector("[data-slide]"), said]) part.hidden = false;
  for (const button of figure.querySelectorAll("[data-by]")) {
    button.addEventListener("click", () => {
      range.value = Number(range.value) + Number(button.dataset.by);
      show();
    });
  }
  range.addEventListener("input", show);
  show();
}

for (const figure of document.querySelectorAll("[data-wear]")) startWearOff(figure);
