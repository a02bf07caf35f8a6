// The checksum of a data file, for tests that write or change one.
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0x82f63b78 : n >>> 1;
  return n;
});
export const crc32c = (bytes) => ~bytes.reduce((crc, byte) => table[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0;

/** The text of a data file with the checksum it must have in place of the one it has. */
export const sealed = (text) => {
  const body = text.slice(0, text.lastIndexOf('"checksum"'));
  return `${body}"checksum":"crc32c:${crc32c(Buffer.from(body)).toString(16).padStart(8, '0')}"}\n`;
};
