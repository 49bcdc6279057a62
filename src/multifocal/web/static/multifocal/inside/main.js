// Adds life to /inside. Without it the page is whole: links lead to the steps, the form reloads.
import { startCloseUp } from "./closeup.js";
import { startControls } from "./controls.js";
import { startDots } from "./dots.js";
import { startPlaying } from "./playing.js";

const picture = document.querySelector("#picture");
startDots(document.querySelector("[data-body-map]"), document.querySelector("#dot-card"));
startPlaying(picture);
const card = document.querySelector(".closeup-card");
startPlaying(card);
startCloseUp(card, () => startPlaying(card, true));
startControls(document.querySelector(".controls"), picture, () => startPlaying(picture, true));
