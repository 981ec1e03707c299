/** Digests and packed texts, for pure rooms, which use no module of Node's. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from '../plan/intent/codec.js';

/** Characters that a packed text may unpack to: what a few thousand can hold of anything sensible, and no memory full of zeros. */
const mostUnpacked = 4 * 1024 * 1024;

export const codec: Codec = {
  digest: (text) => createHash('sha256').update(text).digest('hex'),
  pack: (text) => deflateRawSync(text, { level: 9 }).toString('base64'),
  unpack: (packed) => {
    const bytes = Buffer.from(packed, 'base64');
    // Buffer.from leaves out whatever is not base64.
    if (bytes.toString('base64') !== packed) throw new Error('not base64');
    const text = inflateRawSync(bytes, { maxOutputLength: mostUnpacked });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
  },
};

/** The checksum of a backup's entry: half a SHA-256 finds every slip of a hand. */
export function checksum(text: string): string {
  return codec.digest(text).slice(0, 32);
}
