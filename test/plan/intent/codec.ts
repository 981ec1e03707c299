/** The codec of the tests: Node's own modules, as the process hands them in. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from '../../../source/plan/intent/codec.js';

export const codec: Codec = {
  digest: (text) => createHash('sha256').update(text).digest('hex'),
  pack: (text) => deflateRawSync(text, { level: 9 }).toString('base64'),
  unpack: (packed) => inflateRawSync(Buffer.from(packed, 'base64')).toString(),
};
