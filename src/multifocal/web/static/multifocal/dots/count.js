// Says in the bar how many things are chosen: the lists are longer than a screen.
const form = document.querySelector(".ask");
const count = form.querySelector("[data-chosen]");

function tell() {
  const chosen = form.querySelectorAll(":checked").length;
  count.textContent = chosen ? count.dataset.chosen.replace("COUNT", chosen) : "";
}

form.addEventListener("change", tell);
tell(); // a browser that comes back may have kept the ticks
