import { useSignal } from '@preact/signals';
import type { Point } from '../../../shared/shapes.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { toast } from '../../parts/toasts.tsx';
import { language } from '../../live.ts';
import { say } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { person, type OwnNeed } from '../mine.ts';
import { ForMate } from './ForMate.tsx';
import { navigateTo, type MapApp } from '../place.ts';

/** Three ways on: navigate there, call the contact, see who else comes. */
export function Contacts({ need, at, title }: { need: OwnNeed; at: Point | undefined; title: string }) {
  const open = useSignal<'navigate' | 'team' | null>(null);
  const words = goWords();
  const mates = (need.team ?? []).filter((mate) => mate.personId !== person.value?.id);
  const phone = need.private?.contactPhone;
  const name = need.private?.contactName;
  return (
    <>
      <div class="ways">
        {at && <Button onPress={() => (open.value = 'navigate')}>{words.task.navigate}</Button>}
        <Button onPress={() => (open.value = 'team')}>{words.task.team(mates.length)}</Button>
        {phone && (
          <a class="button" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {name ? words.task.call(name) : words.task.callContact}
          </a>
        )}
      </div>
      {open.value === 'navigate' && at && (
        <Navigate at={at} address={say(need.private?.address) || title} onClose={() => (open.value = null)} />
      )}
      {open.value === 'team' && (
        <Dialog title={words.team.title} onClose={() => (open.value = null)}>
          {mates.length === 0 ? (
            <p>{words.team.nobody}</p>
          ) : (
            <ul class="lines">
              {mates.map((mate) => (
                <li key={mate.personId} class="stack tight">
                  <div class="row spread">
                    <span>
                      <strong>{say(mate.name)}</strong> <span class="soft">{words.team.role[mate.role] ?? ''}</span>
                    </span>
                    <span class="small">{words.team.status[mate.status] ?? ''}</span>
                  </div>
                  <ForMate mate={mate} />
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      )}
    </>
  );
}

function Navigate({ at, address, onClose }: { at: Point; address: string; onClose: () => void }) {
  const words = goWords().navigation;
  // Amap knows China's streets best, and its readers know it; elsewhere the phone's own comes first.
  const apps: MapApp[] = language.value === 'zh' ? ['amap', 'phone', 'osm'] : ['phone', 'amap', 'osm'];
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    toast(words.copied);
    onClose();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div class="stack tight">
        {apps.map((app) => (
          <a
            key={app}
            class="button big"
            href={navigateTo(app, at, address, navigator.userAgent)}
            target={app === 'phone' ? undefined : '_blank'}
            rel="noreferrer"
          >
            {words[app]}
          </a>
        ))}
        {'clipboard' in navigator && (
          <Button kind="quiet" onPress={copy}>
            {words.copy}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
