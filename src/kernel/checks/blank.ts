/** Whether a text names nothing: it is empty or white space only. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most names begin with a plain letter, and trimming costs more than looking.
  return !(first > 32 && first < 128) && text.trim() === "";
}
