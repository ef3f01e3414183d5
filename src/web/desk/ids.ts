/** A new random id. `crypto.randomUUID` is missing on pages without https, as in a test at the city's own network. */
export function createId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
