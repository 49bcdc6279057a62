// Adds life to /inside. Without it the page is whole: links lead to the steps, the form reloads.
import { startControls } from "./controls.js";
import { startDots } from "./dots.js";
import { startPlaying } from "./playing.js";

const picture = document.querySelector("#picture");
startDots(document.querySelector("[data-body-map]"), document.querySelector("#dot-card"));
startPlaying(picture);
startControls(document.querySelector(".controls"), picture, () => startPlaying(picture, true));
