// Says to a screen reader what has changed: once, when the hand has rested long enough for it to be
// heard, and then leaves nothing behind to be met again on the way through the page. Words that
// depend on what was said last are given as a function, which is asked when it is time.

const REST_MS = 1000;
const STAYS_MS = 6000;

export function startSpeaking(status) {
  let timer = 0;

  return (words) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.textContent = typeof words === "function" ? words() : words;
      timer = setTimeout(() => { status.textContent = ""; }, STAYS_MS);
    }, REST_MS);
  };
}
