/** Waits until something holds, asking again and again. @throws when it takes too long */
export async function until(holds: () => unknown, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
