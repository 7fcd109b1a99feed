/** The text of a mail as it was handed to the mail server: one part, quoted-printable or base64. */
export function textOf(data: string): string {
  const [head = '', ...rest] = data.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What stands after `#offer=` in it. */
export function linkIn(data: string): string {
  const found = /#offer=([\w~.-]+)/.exec(textOf(data))?.[1];
  if (found === undefined) throw new Error(`there is no link in: ${textOf(data)}`);
  return found;
}
