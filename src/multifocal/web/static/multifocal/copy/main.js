// What only a copy of the site does (`multifocal site export`): it keeps itself for when there is no
// line, says how old it is, and offers a newer version.
import { startAge } from "./age.js";
import { startKeeping } from "./keeping.js";

const note = document.querySelector("[data-copy-note]");
const copied = document.querySelector('meta[name="multifocal-copy"]').content;
startAge(note, copied);
startKeeping(note);
