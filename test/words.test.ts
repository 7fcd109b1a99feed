import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { language } from '../client/language.ts';
import { duration, plural } from '../client/words/format.ts';

type Tree = { [key: string]: unknown };

const folder = path.join(import.meta.dirname, '..', 'client', 'words');
const places = readdirSync(folder).flatMap((file) => file.match(/^(\w+)\.en\.ts$/)?.[1] ?? []);

/** Every leaf by its path; for a function, its text stands for what it says. */
function leaves(tree: unknown, at = ''): [string, unknown][] {
  if (tree === null || typeof tree !== 'object') return [[at, tree]];
  return Object.entries(tree as Tree).flatMap(([key, value]) => leaves(value, at === '' ? key : `${at}.${key}`));
}

/** The pieces of text in a function's source: what stands between quotes, without what is filled in. */
const saidBy = (words: unknown): string[] =>
  typeof words === 'string'
    ? [words]
    : [...String(words).matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map((found) =>
        (found[1] ?? found[2] ?? found[3] ?? '').replaceAll(/\$\{[^}]*\}/g, ''),
      );

async function wordsOf(place: string, tongue: 'en' | 'zh'): Promise<Tree> {
  const module = (await import(pathToFileURL(path.join(folder, `${place}.${tongue}.ts`)).href)) as Record<string, Tree>;
  // The one thing a file of words exports, whatever it calls it.
  const words = Object.values(module).find((found) => typeof found === 'object');
  if (!words) throw new Error(`${place}.${tongue}.ts exports no words`);
  return words;
}

describe('The words on the screens', () => {
  it('cover every place', () => {
    expect(places).to.include.members(['shared', 'open', 'desk', 'go']);
  });

  for (const place of places) {
    it(`say the same things in both languages: ${place}`, async () => {
      const [en, zh] = await Promise.all([wordsOf(place, 'en'), wordsOf(place, 'zh')]);
      const kinds = (tree: Tree): string[] => leaves(tree).map(([at, words]) => `${at}: ${typeof words}`);
      expect(kinds(zh).sort()).to.deep.equal(kinds(en).sort());
    });

    it(`are never empty: ${place}`, async () => {
      for (const tongue of ['en', 'zh'] as const) {
        const empty = leaves(await wordsOf(place, tongue)).filter(
          ([, words]) => typeof words === 'string' && words.trim() === '',
        );
        expect(empty.map(([at]) => `${tongue} ${at}`)).to.deep.equal([]);
      }
    });

    it(`hold no English sentence in Chinese: ${place}`, async () => {
      const english = leaves(await wordsOf(place, 'zh')).flatMap(([at, words]) =>
        saidBy(words)
          .filter((text) => !/\p{Script=Han}/u.test(text) && /[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}/.test(text))
          .map((text) => `${at}: ${text}`),
      );
      expect(english).to.deep.equal([]);
    });

    it(`hold no Chinese in English, where it is not the name of the language: ${place}`, async () => {
      const chinese = leaves(await wordsOf(place, 'en')).flatMap(([at, words]) =>
        saidBy(words)
          .filter((text) => /\p{Script=Han}/u.test(text) && text !== '中文')
          .map((text) => `${at}: ${text}`),
      );
      expect(chinese).to.deep.equal([]);
    });
  }

  it('count in the way each language counts', () => {
    expect(plural(1, '# person', '# people')).to.equal('1 person');
    expect(plural(1200, '# person', '# people')).to.equal('1,200 people');
    expect(duration(200 * 60_000)).to.equal('3 h 20 min');
    language.value = 'zh';
    expect(duration(200 * 60_000)).to.equal('3 小时 20 分钟');
    language.value = 'en';
  });
});
