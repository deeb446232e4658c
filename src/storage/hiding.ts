import type { LogLookups } from "./plan-append";

/** Makes a secret that nobody can guess: 256 random bits as hexadecimal digits. */
export function newSecret(): string {
  return hex(globalThis.crypto.getRandomValues(new Uint8Array(32)));
}

/** Makes the function that hides texts: HMAC-SHA-256 under a secret, per tenant. */
export function hidingWith(secret: string, tenant: string): LogLookups["hide"] {
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = globalThis.crypto;
  const key = subtle.importKey("raw", bytes(secret), hmac, false, ["sign"]);
  return async (texts) => {
    const ready = await key;
    const hidden = texts.map(async (text): Promise<[string, string]> => {
      const signature = await subtle.sign("HMAC", ready, bytes(`${tenant}\0${text}`));
      return [text, hex(new Uint8Array(signature))];
    });
    return new Map(await Promise.all(hidden));
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
