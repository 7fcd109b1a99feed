import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Patch } from './build-server.ts';
import type { Fleet } from './fleet.ts';

/** A store that now and then answers with a hole, and takes its time between looking and writing: guards must do for both. */
export const roughStore: Patch[] = [
  { file: 'server/keep-materialised.ts', from: `everyMs = 5000`, to: `everyMs = 500` },
  {
    file: 'server/store/mongo.ts',
    from: `      documents.sort((a, b) => a._id - b._id);`,
    to: `      documents.sort((a, b) => a._id - b._id);
      if (documents.length > 1 && Math.random() < 0.3) documents.shift();`,
  },
  {
    file: 'server/store/mongo.ts',
    from: `      const standing = await seqsOf(model, left);`,
    to: `      const standing = await seqsOf(model, left);
      if (Math.random() < 0.5) await pause(Math.random() * 1000);`,
  },
];

/** Guards of the spine, each as it would be without. */
export const withoutGuard = {
  'the request id remembered: a retry is carried out anew': [
    {
      file: 'server/board.ts',
      from: `const known = one.requestId === null ? undefined : spine.remembered(one.requestId);`,
      to: `const known = undefined as ReturnType<typeof spine.remembered>;`,
    },
    {
      file: 'server/board.ts',
      from: `const twin = one.requestId === null ? undefined : firstOf.get(one.requestId);`,
      to: `const twin = undefined as Waiting | undefined;`,
    },
  ],
  'the hash compared: whatever stands under the number is taken for ours': [
    {
      file: 'server/store/mongo.ts',
      from: `return standing.hash === document.hash ? 'appended' : 'taken';`,
      to: `return 'appended';`,
    },
  ],
  'the gap seen: what was read is folded, whatever it follows': [
    ...roughStore,
    {
      file: 'server/store/mongo.ts',
      from: `const dense = documents.filter((document, n) => document._id === next + n);`,
      to: `const dense = documents;`,
    },
    {
      file: 'server/spine.ts',
      from: `          checkLink(document, { seq, hash });\n          journal.met(document);`,
      to: '',
    },
  ],
  'the seq asked when materialising: a stale process puts old over new': [
    { file: 'server/keep-materialised.ts', from: `everyMs = 5000`, to: `everyMs = 1000` },
    {
      file: 'server/store/mongo.ts',
      from: `left = left.filter((document) => (standing.get(document._id) ?? 0) < document.seq);`,
      to: ``,
    },
    {
      file: 'server/store/mongo.ts',
      from: `filter: { _id: document._id, seq: { $lt: document.seq } }`,
      to: `filter: { _id: document._id }`,
    },
  ],
} satisfies Record<string, Patch[]>;

/** What a process was about to write down stays on the way while the others write newer things; then it dies. */
export async function dieOverStaleWrites({ members }: Fleet, counts: { answered: number }): Promise<void> {
  for (const member of members) {
    // An update of the collection `assignments`, as it stands on the wire.
    const release = await member.proxy.holdBack('update\0\x0c\0\0\0assignments');
    const enough = counts.answered + 60;
    await eventually(() => counts.answered > enough, 60_000);
    release();
    await pause(60);
    await member.kill();
    await eventually(() => member.address !== null, 60_000);
  }
}
