// What is ticked and typed is on this page alone and stored nowhere, so no link may take it away
// unasked: the list of what cannot wait opens on the page itself, and before any other link whoever
// has said something is asked. docs/decisions/042 says why.

import { watchLeaving } from "../diary/leaving.js";

const HELP = "a[href$='#get-help']";

// The link that is followed in this tab; null for a click on anything else.
function followed(event) {
  const link = event.target.closest("a[href]");
  const isBeside = event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return !link || isBeside || link.target || link.hasAttribute("download") ? null : link;
}

// open: shows the list; back: leads to where it was opened.
export function startList(open, back) {
  const list = document.querySelector("#get-help");
  document.addEventListener("click", (event) => {
    const link = followed(event);
    const act = link?.matches(HELP) ? open : link?.hash === "#main" && list.contains(link) ? back : null;
    if (!act) return;
    event.preventDefault();
    for (const menu of document.querySelectorAll(":popover-open")) menu.hidePopover();
    act();
  });
}

// isSaid: whether there is anything to lose. Nothing stands before whom the list names: it opens beside.
export function askBeforeLeaving(isSaid) {
  const dialog = document.querySelector("#dots-leave");
  const beside = dialog.querySelector('[data-part="beside"]');
  beside.addEventListener("click", () => dialog.close());
  document.addEventListener("click", (event) => {
    const link = followed(event);
    if (!link) return;
    if (link.closest(".grades") && link.protocol.startsWith("http") && !link.hash) link.target = "_blank";
    else beside.href = link.href;
  });
  const { agree } = watchLeaving(dialog, isSaid);
  window.addEventListener("submit", (event) => { // a form that is sent takes along what was said
    if (!event.defaultPrevented && !event.target.target) agree();
  });
}
