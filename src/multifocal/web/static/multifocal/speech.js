// Says a hard word aloud with the browser's own voice. The buttons are drawn only where there is a
// voice of the page's language on this device: a voice from elsewhere would be sent the word.

const speech = globalThis.speechSynthesis;
const language = document.documentElement.lang;
const buttons = [...document.querySelectorAll("button.say")];

function voice() {
  const fitting = speech.getVoices().filter(
    (one) => one.localService && one.lang.replace("_", "-").split("-")[0] === language,
  );
  return fitting.find((one) => one.default) ?? fitting[0];
}

function show() {
  for (const button of buttons) button.hidden = !voice();
}

if (speech) {
  show();
  speech.addEventListener?.("voiceschanged", show); // voices may come late
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const words = new SpeechSynthesisUtterance(button.dataset.spoken);
      words.voice = voice();
      words.lang = words.voice.lang;
      words.rate = 0.85;
      speech.cancel(); // a second tap says it again from the start
      speech.speak(words);
    });
  }
}
