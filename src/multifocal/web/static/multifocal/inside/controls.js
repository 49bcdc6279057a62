// The picture follows the controls while they move. What a control says of itself changes at once;
// a screen reader hears of the picture, and the impulses run, when the control rests.
import { startSpeaking } from "../speaking.js";
import { storedPictures, served } from "./answers.js";
import { follow } from "./asking.js";
import { drawPicture } from "./drawing.js";
import { redraw } from "./redraw.js";

export function startControls(form, picture, player) {
  const { at, damage } = form.elements;
  const speech = JSON.parse(form.dataset.speech);
  const announce = startSpeaking(document.querySelector("[data-status]"));
  const failed = form.querySelector("[data-failed]");
  const chips = [...form.querySelectorAll("[data-at]")];

  const layout = JSON.parse(picture.dataset.layout);
  const icons = Object.fromEntries([...picture.querySelectorAll("[data-task]")]
    .map((task) => [task.dataset.task, task.querySelector("svg").outerHTML]));
  const { precomputed } = form.dataset;

  form.classList.add("is-live");

  const move = follow(precomputed ? storedPictures(precomputed) : served(form.dataset.picture), {
    show(answer, question) {
      player.still();
      redraw(drawPicture(answer, layout, icons));
      picture.dataset.shown = question;
      picture.removeAttribute("aria-busy");
      failed.hidden = true;
    },
    rest(answer, question) {
      announce(answer.words.said);
      // a copy's file server is not told what was chosen, not even by a page that is loaded anew
      if (!precomputed) history.replaceState(null, "", `${location.pathname}?${question}${location.hash}`);
      player.again();
    },
    wait() {
      picture.setAttribute("aria-busy", "true");
    },
    fail() {
      picture.removeAttribute("aria-busy");
      failed.textContent = failed.dataset.failed;
      failed.hidden = false;
      announce(failed.dataset.failed);
    },
  });

  function say(field, name, words) {
    field.setAttribute("aria-valuetext", words);
    form.querySelector(`[data-said="${name}"]`).textContent = words;
  }

  function speak() {
    const mm = Number(at.value);
    const [, region] = speech.regions.find(([last]) => mm <= last);
    const cm = String((speech.muscle - mm) / 10);
    const inches = ((speech.muscle - mm) / speech.mm_per_inch).toFixed(0);
    say(at, "where", speech.where.replace("REGION", region).replace("DISTANCE", cm).replace("INCHES", inches));
    const some = speech.some.replace("PERCENT", damage.value);
    const ends = { [damage.min]: speech.none, [damage.max]: speech.all };
    say(damage, "damage", ends[damage.value] ?? some);
    for (const chip of chips) {
      if (chip.dataset.at === at.value) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
  }

  function moved() {
    announce(""); // what was about to be said is old
    speak();
    move(String(new URLSearchParams({ at: at.value, damage: damage.value })));
  }

  for (const field of [at, damage]) field.addEventListener("input", moved);
  for (const button of form.querySelectorAll("[data-by]")) {
    const field = form.elements[button.dataset.of];
    button.hidden = false;
    button.addEventListener("click", () => {
      field.value = Number(field.value) + Number(button.dataset.by);
      moved();
    });
  }
  for (const chip of chips) {
    chip.addEventListener("click", (event) => {
      event.preventDefault();
      at.value = chip.dataset.at;
      moved();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    moved();
  });
  // Where nobody computes for the page, it reads its address itself; a control takes what it can show.
  const asked = new URLSearchParams(precomputed ? location.search : "");
  for (const field of [at, damage]) if (asked.get(field.name)) field.value = asked.get(field.name);
  // A browser that comes back to the page may have kept where the controls were.
  if ([at, damage].some((field) => field.value !== field.defaultValue)) moved();
}
