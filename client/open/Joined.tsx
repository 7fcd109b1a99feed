import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { organisationName } from '../parts/Names.tsx';
import { openWords } from '../words/open.ts';
import { copy } from './Thanks.tsx';

/** Signed up: whose turn it is now, and the link to the pocket. */
export function Joined({ link, organisationId }: { link: string; organisationId: string }) {
  const words = openWords().joining;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  return (
    <section class="sheet stack">
      <h1 class="title" ref={title} tabIndex={-1}>
        {words.thanks}
      </h1>
      <p>{words.approve(organisationName(organisationId))}</p>
      <h2>{words.linkTitle}</h2>
      <p>{words.link}</p>
      <a class="button primary big" href={link}>
        {words.openPocket}
      </a>
      <div>
        <Button onPress={() => copy(new URL(link, location.href).href)}>{openWords().thanks.copy}</Button>
      </div>
    </section>
  );
}
