// Adds life to /lab: a changed setting asks for its answer at once. Without it the form reloads.
import { startPlaying } from "../inside/playing.js";
import { startAsking } from "./asking.js";
import { startRanges } from "./ranges.js";

const form = document.querySelector("#settings");
const answer = document.querySelector("#answer");
if (answer.querySelector("[data-play]")) startPlaying(answer);
const ranges = startRanges(form);
startAsking(form, answer, () => {
  startPlaying(answer).again();
  ranges();
});

const copy = form.querySelector("[data-copy]");
if (navigator.clipboard) {
  const name = copy.textContent;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(form.querySelector("[data-link]").href);
    copy.textContent = copy.dataset.copied;
    setTimeout(() => { copy.textContent = name; }, 2000);
  });
}
