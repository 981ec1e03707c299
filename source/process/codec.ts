/** Digests and packed texts, for pure rooms, which use no module of Node's. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Characters that a packed text may unpack to: what a few thousand can hold of anything sensible, and no memory full of zeros. */
const mostUnpacked = 4 * 1024 * 1024;

export const codec = {
  /** The first 32 hexadecimal digits of the text's SHA-256. */
  digest: (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32),
  /** The text in fewer characters, those of base64. */
  pack: (text: string): string => deflateRawSync(text, { level: 9 }).toString('base64'),
  /**
   * The text that was packed.
   * @throws Error for what no text was packed to
   */
  unpack: (packed: string): string => {
    const bytes = Buffer.from(packed, 'base64');
    // Buffer.from leaves out whatever is not base64.
    if (bytes.toString('base64') !== packed) throw new Error('not base64');
    const text = inflateRawSync(bytes, { maxOutputLength: mostUnpacked });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
  },
};
