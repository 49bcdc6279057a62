// Where the answers come from: a server that computes them, or files that were computed beforehand
// (`multifocal site export`). Either gives numbers and sentences; drawing.js draws both.

const LONGEST_MS = 60000;

async function read(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(LONGEST_MS) });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

export const served = (address) => (question) => read(`${address}?${question}`);

// Each file holds the answers of one place on the nerve; a language's sentences are files of their own.
export function storedPictures(folder) {
  const places = new Map();
  return async (question) => {
    const asked = new URLSearchParams(question);
    const at = asked.get("at");
    if (!places.has(at)) places.set(at, both(folder, at));
    try {
      const { numbers, words } = await places.get(at);
      const k = numbers.damage.indexOf(Number(asked.get("damage")));
      return answer(numbers, words, k);
    } catch (error) {
      places.delete(at); // the line may be back next time
      throw error;
    }
  };
}

// One file for all: the k-th answer is that of the gaps whose bits k has.
export function storedCloseUps(folder) {
  let file = null;
  return async (question) => {
    file ??= both(folder, "closeup");
    try {
      const { numbers, words } = await file;
      const bits = new URLSearchParams(question).getAll("gaps").filter((gap) => gap !== "none");
      return answer(numbers, words, bits.reduce((sum, gap) => sum + 2 ** gap, 0));
    } catch (error) {
      file = null;
      throw error;
    }
  };
}

async function both(folder, name) {
  const language = document.documentElement.lang;
  const [numbers, words] = await Promise.all(
    [`${folder}${name}.json`, `${folder}${language}/${name}.json`].map(read),
  );
  return { numbers, words };
}

// What is the same in several answers stands once in the file, and its number in each of them.
function answer(numbers, words, k) {
  const frame = numbers.frames[k];
  if (!frame) throw new Error("missing");
  const responses = frame.responses?.map((rows) => rows.map(
    ({ small, line }) => ({ small, line: numbers.lines[line] }),
  ));
  return {
    numbers: responses ? { ...frame, responses } : frame,
    words: filled(words.frames[k], words.texts),
  };
}

function filled(part, texts) {
  if (typeof part === "number") return texts[part];
  if (Array.isArray(part)) return part.map((one) => filled(one, texts));
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, filled(one, texts)]));
}
