// Whether the browser has promised to keep the diary. It answers yes or no; some cannot be asked, and
// whether a window is private no browser says.

export async function isPromised() {
  try {
    return await navigator.storage.persisted();
  } catch { // no such question here
    return null;
  }
}

export async function askPromise() {
  try {
    return await navigator.storage.persist();
  } catch {
    return null;
  }
}

export function promiseKey(promised, asked) {
  if (promised === null) return "unknown";
  if (promised) return "yes";
  return asked ? "no" : "unasked";
}
