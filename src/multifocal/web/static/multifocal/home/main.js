// The first page without this reads whole: facts stand open, the list of the body's places too.

import { startHero } from "./hero.js";
import { startReveals } from "./reveal.js";
import { startPlaces } from "./places.js";

startReveals(document.querySelectorAll("[data-reveal]"));
for (const hero of document.querySelectorAll("[data-hero]")) startHero(hero);
for (const places of document.querySelectorAll("[data-places]")) startPlaces(places);
for (const words of document.querySelectorAll("[data-live]")) words.hidden = false;
