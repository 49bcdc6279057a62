// What is ticked and typed is on this page alone and stored nowhere, so no link may take it away
// unasked: the list of what cannot wait opens on the page itself, and before any other link whoever
// has said something is asked. docs/decisions/042 says why.

const HELP = "a[href$='#get-help']";
const elsewhere = (event) => event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
const here = ({ origin, pathname, search }) =>
  origin === location.origin && pathname === location.pathname && search === location.search;

// The link that is followed in this tab; null for a click on anything else.
function followed(event) {
  const link = event.target.closest("a[href]");
  return !link || elsewhere(event) || link.target || link.hasAttribute("download") ? null : link;
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

// said: whether there is anything to lose. Nothing stands between a reader and a number or the list,
// and who starts over wants it gone.
export function askBeforeLeaving(said) {
  const dialog = document.querySelector("#dots-leave");
  const [stay, tab, leave] = ["stay", "tab", "leave"].map((name) => dialog.querySelector(`[data-part="${name}"]`));
  stay.addEventListener("click", () => dialog.close());
  tab.addEventListener("click", () => dialog.close());
  document.addEventListener("click", (event) => {
    const link = followed(event);
    if (!link || !/^https?:$/.test(link.protocol) || here(link)) return;
    if (link === leave || link.closest("#get-help, .grades") || !said()) return;
    event.preventDefault();
    for (const menu of document.querySelectorAll(":popover-open")) menu.hidePopover();
    for (const way of [tab, leave]) way.href = link.href;
    dialog.showModal();
  });
}
