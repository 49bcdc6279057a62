// A slider under the numbers that one likes to sweep through, for the hand; the number itself stays
// the control for keyboard and ear.

const SWEPT = /^(at|severity|extent)\d$|^(temperature_c|crossing|pressed|strength|spread|velocity|probe|charge)$/;

export function startRanges(form) {
  const pairs = [...form.querySelectorAll('input[type="number"]')]
    .filter((field) => SWEPT.test(field.name))
    .map((field) => [field, slider(field)]);

  function follow() {
    for (const [field, range] of pairs) {
      range.max = field.dataset.most ?? field.max;
      range.value = field.value || range.min;
    }
  }
  form.addEventListener("input", (event) => {
    if (event.target.type === "number") follow();
  });
  follow();
  return follow;
}

function slider(field) {
  const range = document.createElement("input");
  range.type = "range";
  range.tabIndex = -1;
  range.setAttribute("aria-hidden", "true");
  for (const name of ["min", "max", "step"]) range[name] = field[name];
  range.addEventListener("input", (event) => {
    event.stopPropagation();
    field.value = range.value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  field.after(range);
  return range;
}
