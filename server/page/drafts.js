// Drafts in the browser's own storage (IndexedDB), and nowhere else. A draft is one text: what file.js writes and reads.

const store = 'drafts';

function open() {
  return new Promise((done, fail) => {
    const request = indexedDB.open('nianbao', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function run(mode, act) {
  const database = await open();
  try {
    return await new Promise((done, fail) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** save keeps a draft {id, title, open, text}. */
export const save = (draft) => run('readwrite', (s) => s.put(draft));

/** remove forgets a draft. */
export const remove = (id) => run('readwrite', (s) => s.delete(id));

/** all returns every draft, in the order in which they were begun. */
export const all = () => run('readonly', (s) => s.getAll());
