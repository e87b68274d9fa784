// A second implementation of src/docs/format.md 2, on nothing but Node's own crypto, for the tests to hold the Java one
// against. Knows FOLDER only:
//   node seal.mjs seal FOLDER   seals FOLDER/content as FOLDER/in.json says; writes each object under its address, and out.json
//   node seal.mjs open FOLDER   opens the root object that in.json names with its drive key; writes restored, and out.json
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const [, , command, folder] = process.argv;
const hex = (text) => Buffer.from(text.replace(/^0x/, ''), 'hex');
const show = (bytes) => '0x' + bytes.toString('hex');
const ascii = (text) => Buffer.from(text, 'ascii');
const number = (value, size) => {
  const bytes = Buffer.alloc(size);
  if (size === 8) bytes.writeBigUInt64BE(BigInt(value));
  else bytes.writeUIntBE(value, 0, size);
  return bytes;
};
const sha256 = (...parts) => crypto.createHash('sha256').update(Buffer.concat(parts)).digest();
const hmac = (key, ...parts) => crypto.createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const hkdf = (secret, salt, info) => Buffer.from(crypto.hkdfSync('sha256', secret, salt, ascii(info), 32));

// Merkle Tree Hash by the recursion of RFC 6962, 2.1.
const leafOf = (data) => sha256(Buffer.from([0]), data);
const merkle = (leaves) => {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), merkle(leaves.slice(0, split)), merkle(leaves.slice(split)));
};

const gcmSeal = (key, nonce, aad, plain) => {
  const cipher = crypto.createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
const gcmOpen = (key, nonce, aad, sealed) => {
  const end = sealed.length - 16;
  const cipher = crypto.createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad).setAuthTag(sealed.subarray(end));
  return Buffer.concat([cipher.update(sealed.subarray(0, end)), cipher.final()]);
};

// HPKE base mode by hand (RFC 9180, 4.1, 5.1 and 5.2).
const privateKey = (raw) => crypto.createPrivateKey({
  key: Buffer.concat([hex('302e020100300506032b656e04220420'), raw]), format: 'der', type: 'pkcs8' });
const publicKey = (raw) => crypto.createPublicKey({
  key: Buffer.concat([hex('302a300506032b656e032100'), raw]), format: 'der', type: 'spki' });
const publicOf = (secret) => crypto.createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' }).subarray(12);
const KEM = Buffer.concat([ascii('KEM'), number(0x0020, 2)]);
const SUITE = Buffer.concat([ascii('HPKE'), number(0x0020, 2), number(0x0001, 2), number(0x0003, 2)]);
const extract = (suite, salt, label, ikm) => hmac(salt, ascii('HPKE-v1'), suite, ascii(label), ikm);
const expand = (suite, key, label, info, length) =>
  hmac(key, number(length, 2), ascii('HPKE-v1'), suite, ascii(label), info, Buffer.from([1])).subarray(0, length);
const hpkeKey = (secret, other, enc, receiver, info) => {
  const shared = crypto.diffieHellman({ privateKey: privateKey(secret), publicKey: publicKey(other) });
  const prk = extract(KEM, Buffer.alloc(0), 'eae_prk', shared);
  const kem = expand(KEM, prk, 'shared_secret', Buffer.concat([enc, receiver]), 32);
  const context = Buffer.concat([Buffer.from([0]), extract(SUITE, Buffer.alloc(0), 'psk_id_hash', Buffer.alloc(0)),
    extract(SUITE, Buffer.alloc(0), 'info_hash', ascii(info))]);
  const base = extract(SUITE, kem, 'secret', Buffer.alloc(0));
  return { key: expand(SUITE, base, 'key', context, 32), nonce: expand(SUITE, base, 'base_nonce', context, 12) };
};
const hpkeSeal = (receiver, info, aad, plain, ephemeral) => {
  const enc = publicOf(ephemeral);
  const { key, nonce } = hpkeKey(ephemeral, receiver, enc, receiver, info);
  const cipher = crypto.createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad, { plaintextLength: plain.length });
  return { enc, ciphertext: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
};
const hpkeOpen = (secret, info, aad, enc, sealed) => {
  const { key, nonce } = hpkeKey(secret, enc, enc, publicOf(secret), info);
  const end = sealed.length - 16;
  const cipher = crypto.createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad, { plaintextLength: end }).setAuthTag(sealed.subarray(end));
  return Buffer.concat([cipher.update(sealed.subarray(0, end)), cipher.final()]);
};

const keysOf = (dek, file) => ({ seal: hkdf(dek, file, 'longshore/v1/seal'), nonce: hkdf(dek, file, 'longshore/v1/nonce'),
  journal: hkdf(dek, file, 'longshore/v1/journal') });
const nonceOf = (keys, place, content) => hmac(keys.nonce, place, content).subarray(0, 12);
const chunkAad = (file, index, count) => Buffer.concat([ascii('longshore/v1/chunk'), file, number(index, 8), number(count, 8)]);
const pageAad = (file, page, pages) => Buffer.concat([ascii('longshore/v1/table'), file, number(page, 4), number(pages, 4)]);
const pieces = (bytes, size) => Array.from({ length: Math.ceil(bytes.length / size) },
  (_, i) => bytes.subarray(i * size, (i + 1) * size));
const store = (object) => {
  const address = sha256(object);
  fs.writeFileSync(path.join(folder, address.toString('hex')), object);
  return address;
};
const fetch = (address) => {
  const object = fs.readFileSync(path.join(folder, address.toString('hex')));
  if (!sha256(object).equals(address)) throw new Error('address');
  return object;
};

const seal = (input) => {
  const content = fs.readFileSync(path.join(folder, 'content'));
  const [drive, file, dek] = [hex(input.drive_id), hex(input.file_id), hex(input.dek)];
  const keys = keysOf(dek, file);
  const inline = content.length <= 65536;
  const chunks = inline ? [] : pieces(content, input.chunk_size);
  const leaves = (inline ? (content.length ? [content] : []) : chunks).map(leafOf);
  const first = new Map();
  const entries = chunks.map((chunk, index) => {
    const known = first.get(leaves[index].toString('hex'));
    if (known) return known;
    const aad = chunkAad(file, index, chunks.length);
    const nonce = nonceOf(keys, aad, leaves[index]);
    const entry = Buffer.concat([nonce, store(gcmSeal(keys.seal, nonce, aad, chunk)), number(index, 8)]);
    first.set(leaves[index].toString('hex'), entry);
    return entry;
  });
  const json = { v: 1, name: input.name, size: content.length, created: input.time, modified: input.time, executable: false,
    content_type: 'application/octet-stream', chunk_size: input.chunk_size, count: chunks.length, root: show(merkle(leaves)) };
  if (inline) {
    json.inline = content.toString('base64');
  } else if (entries.length <= 64) {
    json.entries = Buffer.concat(entries).toString('base64');
  } else {
    json.page_entries = Math.min(16384, Math.floor(input.chunk_size / 52));
    const pages = pieces(Buffer.concat(entries), json.page_entries * 52);
    json.pages = pages.map((page, index) => {
      const aad = pageAad(file, index, pages.length);
      const nonce = nonceOf(keys, aad, sha256(page));
      return { nonce: show(nonce), address: show(store(gcmSeal(keys.seal, nonce, aad, page))) };
    });
  }
  const wrapped = hpkeSeal(hex(input.drive_public), 'longshore/v1', Buffer.concat([drive, file]), dek, hex(input.ephemeral));
  const before = Buffer.concat([ascii('LSH1'), drive, file, wrapped.enc, wrapped.ciphertext]);
  const text = Buffer.from(JSON.stringify(json), 'utf8');
  const nonce = nonceOf(keys, before, sha256(text));
  const header = Buffer.concat([before, nonce]);
  const root = store(Buffer.concat([header, gcmSeal(keys.seal, nonce, header, text)]));
  const aad = Buffer.concat([ascii('longshore/v1/leaves'), file, number(0, 8), number(leaves.length, 8)]);
  const all = Buffer.concat(leaves);
  const leafNonce = nonceOf(keys, aad, sha256(all));
  return { root: show(root), leaves: show(Buffer.concat([leafNonce, gcmSeal(keys.journal, leafNonce, aad, all)])) };
};

const open = (input) => {
  const object = fetch(hex(input.root));
  if (object.subarray(0, 4).toString('ascii') !== 'LSH1') throw new Error('magic');
  const [drive, file] = [object.subarray(4, 20), object.subarray(20, 36)];
  const dek = hpkeOpen(hex(input.drive_private), 'longshore/v1', Buffer.concat([drive, file]), object.subarray(36, 68),
    object.subarray(68, 116));
  const keys = keysOf(dek, file);
  const text = gcmOpen(keys.seal, object.subarray(116, 128), object.subarray(0, 128), object.subarray(128)).toString('utf8');
  const json = JSON.parse(text);
  let packed = Buffer.from(json.entries ?? '', 'base64');
  if (json.pages) {
    packed = Buffer.concat(json.pages.map((page, index) => gcmOpen(keys.seal, hex(page.nonce),
      pageAad(file, index, json.pages.length), fetch(hex(page.address)))));
  }
  const content = json.inline === undefined
    ? Buffer.concat(pieces(packed, 52).map((entry) => gcmOpen(keys.seal, entry.subarray(0, 12),
      chunkAad(file, entry.readBigUInt64BE(44), json.count), fetch(entry.subarray(12, 44)))))
    : Buffer.from(json.inline, 'base64');
  const parts = json.inline === undefined ? pieces(content, json.chunk_size) : content.length ? [content] : [];
  if (show(merkle(parts.map(leafOf))) !== json.root) throw new Error('file root');
  fs.writeFileSync(path.join(folder, 'restored'), content);
  const note = input.note ? hex(input.note) : null;
  const opened = note && hpkeOpen(hex(input.drive_private), 'longshore/v1/note', drive, note.subarray(0, 32), note.subarray(32));
  return { text, note: opened ? show(opened) : '0x' };
};

const input = JSON.parse(fs.readFileSync(path.join(folder, 'in.json'), 'utf8'));
const output = command === 'seal' ? seal(input) : open(input);
fs.writeFileSync(path.join(folder, 'out.json'), JSON.stringify(output));
