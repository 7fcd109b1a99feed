import { BSON } from 'mongodb';

/** Just enough of MongoDB's wire protocol to answer a command in the server's stead. */

const headerBytes = 16;
const opMsg = 2013;

/** Puts requests together that come in pieces. What is not of this protocol is handed on as it comes. */
export class MongoMessages {
  private rest: Buffer = Buffer.alloc(0);

  take(chunk: Buffer): Buffer[] {
    let left = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const whole: Buffer[] = [];
    while (left.length >= headerBytes && left.readInt32LE(12) === opMsg) {
      const length = left.readInt32LE(0);
      if (left.length < length) {
        this.rest = left;
        return whole;
      }
      whole.push(left.subarray(0, length));
      left = left.subarray(length);
    }
    this.rest = Buffer.alloc(0);
    if (left.length > 0) whole.push(left);
    return whole;
  }
}

/** The server's answer that it cannot, if the request is one of these commands. */
export function errorReply(
  request: Buffer,
  error: { code: number; codeName: string },
  commands: readonly string[],
): Buffer | null {
  // Flags, then a section of kind 0: the command, whose first field names it.
  if (request.length < headerBytes + 5 || request.readInt32LE(12) !== opMsg || request[20] !== 0) return null;
  const body = BSON.deserialize(request.subarray(21, 21 + request.readInt32LE(21)));
  if (!commands.includes(Object.keys(body)[0] ?? '')) return null;
  const document = BSON.serialize({ ok: 0, errmsg: error.codeName, ...error });
  const reply = Buffer.alloc(21 + document.length);
  reply.writeInt32LE(reply.length, 0);
  reply.writeInt32LE(request.readInt32LE(4), 8);
  reply.writeInt32LE(opMsg, 12);
  reply.set(document, 21);
  return reply;
}
