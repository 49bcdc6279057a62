// A passphrase can be seen while it is typed: weak hands mistype.

for (const part of document.querySelectorAll("[data-show-typed]")) {
  const box = part.querySelector("input");
  const form = part.closest("form");
  const fields = [...form.querySelectorAll("input[type=password]")];
  part.hidden = false;
  const show = () => fields.forEach((field) => { field.type = box.checked ? "text" : "password"; field.toggleAttribute("data-shown", box.checked); });
  box.addEventListener("change", show);
  show(); // a page that was left and came back
  form.addEventListener("submit", () => fields.forEach((field) => { field.type = "password"; }));
}
