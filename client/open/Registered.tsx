import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { paperLink } from '../parts/paper-code.ts';
import { hereWords } from '../words/here.ts';
import { linkTo } from './route.ts';
import { copy } from './Thanks.tsx';

/** What came of a registration. */
export interface Given {
  code: string;
  name: string;
}

/** The code, large enough to be copied by hand, and where it leads. */
export function Registered({ given: { code, name } }: { given: Given }) {
  const words = hereWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  return (
    <>
      <h2 class="large" ref={title} tabIndex={-1}>
        {words.registered}
      </h2>
      <div class="code-box">
        <span class="soft small">{words.yourCode}</span>
        <output class="code">{code}</output>
        <span class="soft small">{name}</span>
        <span class="print-only small">{paperLink(code)}</span>
      </div>
      <p>{words.writeDown}</p>
      <p class="strong">{words.nextStep}</p>
      <a class="button primary big unprinted" href={linkTo({ to: 'paper', code })}>
        {words.toMyPage}
      </a>
      <div class="row wrap unprinted">
        <Button onPress={() => copy(paperLink(code))}>{words.copy}</Button>
        <Button onPress={() => print()}>{words.print}</Button>
      </div>
    </>
  );
}
