// Adds life to /inside. Without it the page is whole: links lead to the steps, the form reloads.
import { startCloseUp } from "./closeup.js";
import { startControls } from "./controls.js";
import { startDots } from "./dots.js";
import { startNear } from "./near.js";
import { startPlaying } from "./playing.js";

const picture = document.querySelector("#picture");
startNear();
startDots(document.querySelector("[data-body-map]"), document.querySelector("#dot-card"));
startControls(document.querySelector(".controls"), picture, startPlaying(picture));
const card = document.querySelector(".closeup-card");
startCloseUp(card, startPlaying(card));
