// Files that were dropped, those of folders too, with the paths that they have in them.

/** fromDrop returns a promise of [{file, name}]. It must be called while the drop is handled. */
export function fromDrop(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return Promise.resolve([...transfer.files].map((file) => ({ file, name: file.name })));
  return Promise.all(entries.map((entry) => walk(entry, ''))).then((lists) => lists.flat());
}

async function walk(entry, below) {
  const name = below + entry.name;
  if (entry.isFile) return [{ file: await new Promise((got, failed) => entry.file(got, failed)), name }];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a reader gives a hundred at a time, and none at the end
    const some = await new Promise((got, failed) => reader.readEntries(got, failed));
    if (!some.length) break;
    found.push(...some);
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  return (await Promise.all(found.map((one) => walk(one, name + '/')))).flat();
}
