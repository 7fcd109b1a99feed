import { openLmdbStore } from '../../server/store/lmdb.ts';
import type { JournalDocument, Materialised } from '../../server/store/store.ts';
import { documentAfter, put, record } from './store-samples.ts';

/**
 * Run as a process of its own, to be killed at any moment: appends document after document, up to 16 waiting at once,
 * materialises some of them, and says each number only after the store acknowledged it.
 */
const store = await openLmdbStore(process.argv[2]!);
const putsOf = (documents: readonly JournalDocument[]): Materialised[] =>
  documents.map((document) => ({ seq: document._id, record: document.entries[0]!.puts[0]! }));
let { materialisedUpTo: seq, hash } = await store.load(0);
for (let found = await store.readFrom(seq + 1, 1000); found.length > 0; found = await store.readFrom(seq + 1, 1000)) {
  ({ _id: seq, hash } = found.at(-1)!);
  // The mark promises all that is below it, and the life before this one may have been killed before it wrote these.
  await store.materialise(putsOf(found), [], seq, hash);
}
process.stdout.write('begun\n');
for (;;) {
  const chain = [];
  for (let last = { _id: seq, hash }; chain.length < 16; last = chain.at(-1)!)
    chain.push(documentAfter(last, [put(record(`r${last._id % 50}`, { n: last._id + 1, text: '台风'.repeat(40) }))]));
  await Promise.all(
    chain.map(async (document) => {
      if ((await store.append(document)) === 'appended') process.stdout.write(`${document._id} ${document.hash}\n`);
    }),
  );
  ({ _id: seq, hash } = chain.at(-1)!);
  await store.materialise(putsOf(chain), [], seq, hash);
}
