// Sentences by key and names by index, as the page's words (web/dots/script_words.py) have them.

export function wording({ sentences }) {
  const say = (key, parameters = {}) => {
    const sentence = sentences[key];
    const open = Array.isArray(sentence) ? sentence[parameters.count] : sentence;
    return open.replace(/\{(\w+)\}/g, (_, name) => String(parameters[name]));
  };
  const listed = (words) => words.join(sentences["words.list.words"]);
  const large = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);
  const lower = (words) => listed(words.map((word) => word.slice(0, 1).toLowerCase() + word.slice(1)));
  return { say, listed, large, lower, begunLarge: (words) => large(lower(words)) };
}
