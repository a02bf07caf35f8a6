// What the program seals, opened and made by others from what docs/formats.md tells.
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import assert from 'node:assert/strict';
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';

export const piece = 1 << 20, head = 32, tag = 16;

/** What a sealed file holds. */
export function opened(file, words) {
  assert.equal(file.subarray(0, 8).toString(), 'MJSEALED');
  assert.equal(file.readUInt32LE(8), 1);
  assert.equal(file.readUInt32LE(12), 600000);
  const key = pbkdf2Sync(words.normalize('NFKC'), file.subarray(16, head), file.readUInt32LE(12), 32, 'sha256');
  const parts = [];
  for (let at = head, index = 0; at < file.length; at += piece + tag, index++) {
    const closed = file.subarray(at, at + piece + tag), nonce = Buffer.alloc(12);
    nonce.writeUInt32LE(index);
    nonce[4] = at + closed.length === file.length ? 1 : 0;
    const way = createDecipheriv('aes-256-gcm', key, nonce).setAAD(file.subarray(0, head)).setAuthTag(closed.subarray(-tag));
    parts.push(way.update(closed.subarray(0, -tag)), way.final());
  }
  return Buffer.concat(parts);
}

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const curve = { name: 'ECDH', namedCurve: 'P-256' }, info = Buffer.from('mingjing'), front = Buffer.from('MJSEALTO\x01\0\0\0', 'latin1');

/** The text of an application sealed to the office; `key`: what its key file holds. */
export async function openedApplication(file, key) {
  assert.ok(file.subarray(0, front.length).equals(front));
  const recipientKey = await crypto.subtle.importKey('pkcs8', Buffer.from(key.secret_seal, 'hex'), curve, true, ['deriveBits']);
  const enc = file.subarray(front.length, front.length + 65);
  const context = await suite.createRecipientContext({ recipientKey, enc, info });
  return Buffer.from(await context.open(file.subarray(front.length + 65), front)).toString();
}

export async function sealedApplication(text, key) {
  const recipientPublicKey = await crypto.subtle.importKey('raw', Buffer.from(key.seal, 'hex'), curve, true, []);
  const context = await suite.createSenderContext({ recipientPublicKey, info });
  return Buffer.concat([front, Buffer.from(context.enc), Buffer.from(await context.seal(Buffer.from(text), front))]);
}
