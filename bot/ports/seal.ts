import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals what must not be read in the database by whoever gets hold of it. */
export type Seal = {
  /** @param about what it belongs to: sealed for one thing it cannot be opened as another's */
  seal(text: string, about: string): string;
  /** @throws Error where it was sealed with another key or about something else */
  open(sealed: string, about: string): string;
};

/** AES-256-GCM, with a nonce of its own for each text (NIST SP 800-38D). @param key 32 bytes */
export function createSeal(key: Buffer): Seal {
  return {
    seal(text, about) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
