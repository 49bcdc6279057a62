// Entries in this browser's own database: each write is one transaction that reads what is there,
// changes it and is done when it is on the disk, so that two tabs never write over each other.

export const NAME = "multifocal-diary";
const ENTRIES = "entries";
const NOTES = "notes"; // what the page remembers of itself: when a copy was downloaded

// One step a version of the database; a later page adds its own at the end.
export const STEPS = [
  (db) => {
    db.createObjectStore(ENTRIES, { keyPath: "id" });
    db.createObjectStore(NOTES, { keyPath: "name" });
  },
];

// Why nothing is stored: a key of the catalog, `diary_phone.KEY`.
export class Unstored extends Error {
  constructor(key, cause) {
    super(key, { cause });
    this.key = key;
  }
}

const failed = (error) => {
  const full = error?.name === "QuotaExceededError" || error?.inner?.name === "QuotaExceededError";
  return new Unstored(full ? "full" : "unwritten", error);
};

const answered = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});

function opened(steps, onBlocked, onLost) {
  return new Promise((done, fail) => {
    let request;
    try {
      request = globalThis.indexedDB.open(NAME, steps.length);
    } catch (error) { // there is none, or this window may not use it
      fail(new Unstored("missing", error));
      return;
    }
    request.onblocked = onBlocked;
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const step of steps.slice(oldVersion)) step(request.result, request.transaction);
    };
    request.onerror = () =>
      fail(new Unstored(request.error?.name === "VersionError" ? "newer" : "missing", request.error));
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => { // a newer page waits for this one to let go
        db.close();
        onLost("elsewhere");
      };
      db.onclose = () => onLost("closed"); // its user, or the browser, has cleared what is stored
      done(db);
    };
  });
}

export async function openStore({ steps = STEPS, onBlocked = () => {}, onLost = () => {}, onChange = () => {} } = {}) {
  const db = await opened(steps, onBlocked, onLost);
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : null;
  if (others) others.onmessage = () => onChange();

  function transaction(names, mode) {
    try {
      return db.transaction(names, mode, { durability: "strict" });
    } catch (error) {
      throw failed(error);
    }
  }

  async function read(name) {
    return answered(transaction([name], "readonly").objectStore(name).getAll()).catch((error) => {
      throw failed(error);
    });
  }

  // Hands back what `change` did once all of it is on the disk; otherwise nothing is changed.
  function write(name, change) {
    return new Promise((done, fail) => {
      const work = transaction([name], "readwrite");
      let made;
      let wrong;
      work.oncomplete = () => {
        others?.postMessage("changed");
        done(made);
      };
      work.onabort = () => fail(wrong ?? failed(work.error));
      change(work.objectStore(name)).then((result) => { made = result; }, (error) => {
        wrong = error instanceof DOMException ? failed(error) : error;
        try {
          work.abort();
        } catch { // it has ended by itself
          fail(wrong);
        }
      });
    });
  }

  return {
    close: () => {
      others?.close();
      db.close();
    },
    everything: () => read(ENTRIES),

    // `change` gets what is stored under the id (undefined: nothing) and hands back what shall be; null
    // leaves everything as it is.
    save: (changes) => write(ENTRIES, async (entries) => {
      const after = [];
      for (const [id, change] of changes) {
        const before = await answered(entries.get(id));
        const next = change(before);
        if (next && next !== before) await answered(entries.put(next));
        after.push(next ?? before);
      }
      return after;
    }),

    // What `change` makes of all that is there, at once.
    saveAll: (change, { replace = false } = {}) => write(ENTRIES, async (entries) => {
      const before = await answered(entries.getAll());
      const after = change(before);
      const known = new Set(replace ? [] : before);
      if (replace) await answered(entries.clear());
      for (const one of after) if (!known.has(one)) await answered(entries.put(one));
      return after;
    }),

    // Nothing stays, not even what the page remembers of itself.
    clear: async () => {
      for (const name of [ENTRIES, NOTES]) await write(name, async (some) => answered(some.clear()));
    },

    noted: async (name) => (await read(NOTES)).find((one) => one.name === name)?.value,
    note: (name, value) => write(NOTES, async (notes) => answered(notes.put({ name, value }))),

    // Whether this browser stores anything at all: written, read again, taken away.
    probe: () => write(NOTES, async (notes) => {
      await answered(notes.put({ name: "probe", value: 1 }));
      if ((await answered(notes.get("probe")))?.value !== 1) throw new Unstored("missing");
      await answered(notes.delete("probe"));
    }),
  };
}
