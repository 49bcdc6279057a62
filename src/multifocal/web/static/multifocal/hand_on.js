// The phone's own sheet for handing something on, where there is one. It is given the page's address
// and nothing else: no title, which may say what somebody chose.

const button = document.querySelector("[data-share]");

if (button && navigator.share) {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ url: button.dataset.share }).catch(() => {}); // closed without a choice
  });
}
