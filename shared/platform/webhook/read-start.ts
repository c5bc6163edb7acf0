/**
 * The beginning of an answer's body as text. Leaving the loop early destroys the socket, so no receiver can send us more than
 * that.
 */
export async function readStart(body: AsyncIterable<Buffer>, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= mostBytes) break;
    }
  } catch {
    // The status has come; a body that breaks off, or drips beyond the deadline, takes nothing back.
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}
