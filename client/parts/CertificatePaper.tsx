import type { Output } from '../../shared/operations.ts';
import type { Words } from '../../shared/shapes.ts';
import { date, duration, say } from '../words/format.ts';
import { serviceWords } from '../words/service.ts';
import { LazyQr } from './LazyQr.tsx';
import { organisationName } from './Names.tsx';
import { certificateLink } from './paper-code.ts';
import './certificate.css';

export type Issued = Output<'readService'>['issued'][number];

/** The certificate (时长证明) as it prints, with the code by which anybody can check it. */
export function CertificatePaper({ name, issued }: { name: Words; issued: Issued }) {
  const words = serviceWords().paper;
  const { code, minutes, assignments, organisationId, fromAt, untilAt, issuedAt } = issued;
  return (
    <article class="certificate">
      <h2>{words.heading}</h2>
      <p>{words.says(say(name), organisationName(organisationId))}</p>
      <p class="certified">{words.time(duration(minutes * 60_000), assignments)}</p>
      <p>{words.between(date(fromAt), date(untilAt - 1))}</p>
      <div class="proof">
        <LazyQr text={certificateLink(code)} label={words.qr(code)} />
        <div>
          <p>
            {words.code} <b class="certificate-code">{code}</b>
          </p>
          <p class="small">
            {words.check} <span class="address">{certificateLink('').slice(0, -1)}</span>
          </p>
        </div>
      </div>
      <footer>
        <p>{words.issued(date(issuedAt))}</p>
        <p class="signed">{words.signature}</p>
      </footer>
    </article>
  );
}
