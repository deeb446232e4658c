import { assertText } from "../../kernel";
import { isPlaceholder } from "./placeholders";

/** Providers that deliver `name+tag` to `name`. */
const TAGGING = new Set([
  "gmail.com",
  "outlook.com",
  "hotmail.com",
  "live.com",
  "icloud.com",
  "me.com",
  "fastmail.com",
  "proton.me",
  "protonmail.com",
]);

const ADDRESS = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]{2,}$/u;

/**
 * Gives the form of an e-mail address by which two are the same: trimmed, composed (NFC), in lower case, the domain
 * in ASCII, `googlemail.com` as `gmail.com`, without dots for Gmail only, without `+tag` for providers that are known to
 * drop it. Keep the address as typed for sending.
 *
 * @param email - an address as typed
 * @returns the key, or `undefined` for what is no address or a placeholder
 *
 * @example
 * ```ts
 * import { emailKey } from "setia/profile";
 *
 * emailKey(" Ani.Wijaya+toko@GoogleMail.com "); // => "aniwijaya@gmail.com"
 * emailKey("ani.wijaya+toko@kantor.co.id"); // => "ani.wijaya+toko@kantor.co.id"
 * emailKey("test@test.com"); // => undefined
 * ```
 */
export function emailKey(email: string): string | undefined {
  assertText(email, "emailKey: email");
  const address = email
    .trim()
    .replace(/^mailto:/iu, "")
    .normalize("NFC")
    .toLowerCase();
  if (address.length > 254 || !ADDRESS.test(address)) return undefined;
  const at = address.lastIndexOf("@");
  const domain = plainDomain(address.slice(at + 1));
  if (domain === undefined) return undefined;
  let name = address.slice(0, at);
  if (TAGGING.has(domain)) name = name.replace(/\+.*$/u, "");
  if (domain === "gmail.com") name = name.replaceAll(".", "");
  return name === "" || isPlaceholder(name, domain) ? undefined : `${name}@${domain}`;
}

function plainDomain(domain: string): string | undefined {
  const ascii = /^[\x20-\x7E]+$/u.test(domain) ? domain : asciiDomain(domain);
  if (ascii === undefined || /\.\.|^[.-]/u.test(ascii)) return undefined;
  return ascii === "googlemail.com" ? "gmail.com" : ascii;
}

/** `URL` knows internationalised domains on every platform. */
function asciiDomain(domain: string): string | undefined {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return undefined;
  }
}
