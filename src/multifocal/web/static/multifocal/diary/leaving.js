// Whoever has typed is asked before a link leads away from it. Nothing of it is kept meanwhile: not in
// an address, not in a store, not on the way. Help is never asked about: it opens beside.

const HELP = ["#get-help", "#emergency-card"];

// isUnsaved: whether something would be lost. Hands back what asks first, and then goes.
export function watchLeaving(dialog, isUnsaved) {
  let go = null;
  let isAgreed = false;

  function askFirst(leave) {
    if (isAgreed || !isUnsaved()) return leave();
    go = leave;
    if (!dialog.open) dialog.showModal();
    return undefined;
  }

  dialog.querySelector("[data-part=stay]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-part=leave]").addEventListener("click", () => {
    dialog.close();
    go();
  });

  // on the window, after all that the page itself does with its links
  window.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || leadsNowhereElse(event, link) || isAgreed || !isUnsaved()) return;
    if (HELP.includes(link.hash)) {
      link.target = "_blank";
      return;
    }
    event.preventDefault();
    askFirst(() => {
      isAgreed = true;
      location.assign(link.href);
    });
  });

  // the browser's own question, for the ways that no link takes
  window.addEventListener("beforeunload", (event) => {
    if (!isAgreed && isUnsaved()) event.preventDefault();
  });

  return { askFirst, agree: () => { isAgreed = true; } };
}

function leadsNowhereElse(event, link) {
  const opensBeside = event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute("download");
  const isCall = !link.protocol.startsWith("http");
  const isHere = link.pathname === location.pathname && link.search === location.search && link.hash;
  return opensBeside || isCall || isHere;
}
