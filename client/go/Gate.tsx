import type { Person } from '../../shared/records.ts';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { goWords } from '../words/go.ts';

/**
 * Why there is nothing to do here yet, and what helps. `station`: the code of the check-in point that brought them here, where
 * somebody who is not approved may still be put to work with a code on paper.
 */
export function Gate({ why, station }: { why: 'signedOut' | 'notApproved' | 'suspended'; station: string | null }) {
  const words = goWords().gate;
  const title = {
    signedOut: words.signedOutTitle,
    notApproved: words.notApprovedTitle,
    suspended: words.suspendedTitle,
  };
  return (
    <main class="screen gate" aria-labelledby="gate">
      <div class="row spread">
        <span />
        <LanguageSwitch />
      </div>
      <h1 id="gate" class="title">
        {title[why]}
      </h1>
      <p>{words[why]}</p>
      {why === 'notApproved' && station !== null && (
        <>
          <p>{words.atPoint}</p>
          <a class="button primary big" href={`/#here=${encodeURIComponent(station)}`}>
            {words.registerHere}
          </a>
        </>
      )}
      <p class="note warn">{words.danger}</p>
      <a class="button" href="/">
        {words.openDoor}
      </a>
    </main>
  );
}

/** What keeps a person out of the pocket, or null when nothing does. */
export function gateFor(person: Person): 'notApproved' | 'suspended' | null {
  if (person.status === 'approved') return null;
  return person.status === 'suspended' || person.status === 'erased' ? 'suspended' : 'notApproved';
}
