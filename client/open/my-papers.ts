import { signal } from '@preact/signals';

/** A code on paper that was given out on this device, so that scanning the check-in point again finds it. */
export interface MyPaper {
  code: string;
  name: string;
}

const key = 'muster.papers';

function read(): MyPaper[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as MyPaper[];
  } catch {
    return [];
  }
}

export const myPapers = signal<MyPaper[]>(read());

/** Remembers the last five: a family may come with one phone. */
export const rememberPaper = (paper: MyPaper): void =>
  keep([paper, ...myPapers.value.filter(({ code }) => code !== paper.code)].slice(0, 5));

export const forgetPaper = (code: string): void => keep(myPapers.value.filter((paper) => paper.code !== code));

function keep(papers: MyPaper[]): void {
  myPapers.value = papers;
  try {
    localStorage.setItem(key, JSON.stringify(papers));
  } catch {
    // Kept for as long as the page lives.
  }
}
