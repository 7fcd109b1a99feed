import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { language } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { time } from '../words/format.ts';
import { sharedWords } from '../words/shared.ts';
import { sinkWords } from '../words/sink.ts';
import { answer, messages, state, watchMessages, type SinkMessage } from './messages.ts';

/** What gateways would have sent, as the phones of those who would get it show it. */
export function Sink() {
  const words = sinkWords();
  useEffect(watchMessages, []);
  useEffect(() => {
    document.title = words.title;
  }, [language.value]);
  const addresses = new Map<string, SinkMessage[]>();
  for (const message of messages.value) addresses.set(message.to, [...(addresses.get(message.to) ?? []), message]);
  const phones = [...addresses].sort(([, a], [, b]) => (b.at(-1)?.at ?? 0) - (a.at(-1)?.at ?? 0)).slice(0, 24);
  return (
    <main class="sink">
      <header class="row spread">
        <h1 class="title">{words.title}</h1>
        <LanguageSwitch />
      </header>
      <p class="soft">{words.lead}</p>
      {state.value === 'loading' && <Skeleton lines={4} height={20} />}
      {state.value === 'signedOut' && <p class="note warn">{words.signedOut}</p>}
      {state.value === 'off' && <p class="note warn">{words.off}</p>}
      {state.value === 'unreachable' && <p class="note warn">{words.unreachable}</p>}
      {state.value === 'shown' && phones.length === 0 && <p class="note">{words.empty}</p>}
      <div class="phones">
        {phones.map(([to, list]) => (
          <Phone key={to} to={to} list={list} />
        ))}
      </div>
    </main>
  );
}

/** A mail is answered by the link in it, so it can be followed as in a mail program. */
function WithLinks({ text }: { text: string }) {
  return (
    <>
      {text.split(/(https?:\/\/\S+)/).map((part, at) =>
        at % 2 === 0 ? (
          part
        ) : (
          <a key={at} href={part} target="_blank" rel="noreferrer">
            {part}
          </a>
        ),
      )}
    </>
  );
}

function Phone({ to, list }: { to: string; list: readonly SinkMessage[] }) {
  const words = sinkWords();
  const text = useSignal('');
  const canAnswer = !to.includes('@');
  const code = list.findLast((message) => message.code !== null)?.code ?? null;
  const send = async (said: string): Promise<void> => {
    if (said.trim() === '') return;
    await answer(to, said);
    text.value = '';
  };
  return (
    <section class="phone card" aria-label={to}>
      <h2 class="small">{to}</h2>
      <ol class="bubbles" aria-live="polite" aria-label={to} tabIndex={0}>
        {list.slice(-12).map((message) => (
          <li key={message.key} class={message.channel === 'reply' ? 'mine' : ''}>
            {message.channel === 'email' && message.subject && <b>{message.subject}</b>}
            <span class="said">
              <WithLinks text={message.text} />
            </span>
            <span class="tiny soft">
              {message.channel === 'reply' ? words.answered : sharedWords().delivery.channel[message.channel]} ·{' '}
              {time(message.at)}
            </span>
          </li>
        ))}
      </ol>
      {canAnswer && code !== null && (
        <div class="row wrap">
          <Button onPress={() => send(`1 ${code}`)}>1 {code}</Button>
          <Button onPress={() => send(`2 ${code}`)}>2 {code}</Button>
        </div>
      )}
      {canAnswer && (
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            void send(text.value);
          }}
        >
          <input
            class="input grow"
            aria-label={words.answer}
            placeholder={words.answer}
            maxLength={200}
            value={text.value}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
          <Button onPress={() => send(text.value)}>{words.send}</Button>
        </form>
      )}
    </section>
  );
}
