// A second verifier of src/docs/format.md 7, on nothing but Node's own crypto and arithmetic, for the tests to hold the Java
// one against:
//   node verify-proof.mjs FILE   prints what holds as JSON, or why it does not and returns 1
import crypto from 'node:crypto';
import fs from 'node:fs';

const hex = (text) => Buffer.from(text.replace(/^0x/, ''), 'hex');
const show = (bytes) => '0x' + Buffer.from(bytes).toString('hex');
const ascii = (text) => Buffer.from(text, 'ascii');
const sha256 = (...parts) => crypto.createHash('sha256').update(Buffer.concat(parts)).digest();
const holds = (fact, wrong) => {
  if (!fact) throw new Error(wrong);
};
const little = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const word = (value) => hex(BigInt(value).toString(16).padStart(64, '0'));
const integer = (bytes) => BigInt('0x' + (Buffer.from(bytes).toString('hex') || '0'));

// Keccak-256 with the original padding: the permutation of FIPS 202, 3.2, its constants made by the shift register there.
const MASK = (1n << 64n) - 1n;
const left = (value, by) => ((value << BigInt(by)) | (value >> BigInt(64 - by))) & MASK;
const permute = (state) => {
  let register = 1;
  for (let round = 0; round < 24; round++) {
    const columns = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ state[x + y], 0n));
    for (let x = 0; x < 5; x++) {
      const change = columns[(x + 4) % 5] ^ left(columns[(x + 1) % 5], 1);
      for (let y = 0; y < 25; y += 5) state[x + y] ^= change;
    }
    let [x, y, lane] = [1, 0, state[1]];
    for (let t = 0; t < 24; t++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const by = (((t + 1) * (t + 2)) / 2) % 64;
      [lane, state[x + 5 * y]] = [state[x + 5 * y], by === 0 ? lane : left(lane, by)];
    }
    for (let row = 0; row < 25; row += 5) {
      const old = state.slice(row, row + 5);
      for (let i = 0; i < 5; i++) state[row + i] = old[i] ^ (~old[(i + 1) % 5] & MASK & old[(i + 2) % 5]);
    }
    for (let bit = 0; bit <= 6; bit++) {
      if (register & 1) state[0] ^= 1n << BigInt(2 ** bit - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
  }
};
const keccak256 = (...parts) => {
  const input = Buffer.concat(parts);
  const rate = 136;
  const padded = Buffer.concat([input, Buffer.alloc(rate - (input.length % rate))]);
  padded[input.length] ^= 0x01;
  padded[padded.length - 1] ^= 0x80;
  const state = Array(25).fill(0n);
  for (let block = 0; block < padded.length; block += rate) {
    for (let lane = 0; lane < rate / 8; lane++) state[lane] ^= padded.readBigUInt64LE(block + 8 * lane);
    permute(state);
  }
  return Buffer.concat(state.slice(0, 4).map(little));
};

// BLAKE2b-256 (RFC 7693), without a key.
const IV = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
const SIGMA = [
  '0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194', '7931dcbe265a40f8', '905724afe1bc683d',
  '2c6a0b834d75fe19', 'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5', 'a2847615fb9e3cd0',
];
const blake2b256 = (input) => {
  const state = [...IV];
  state[0] ^= 0x01010020n;
  const blocks = Math.max(1, Math.ceil(input.length / 128));
  for (let block = 0; block < blocks; block++) {
    const piece = Buffer.alloc(128);
    input.copy(piece, 0, block * 128, Math.min(input.length, (block + 1) * 128));
    const words = [...Array(16).keys()].map((i) => piece.readBigUInt64LE(8 * i));
    const v = [...state, ...IV];
    v[12] ^= BigInt(Math.min(input.length, (block + 1) * 128));
    if (block === blocks - 1) v[14] ^= MASK;
    const mix = (a, b, c, d, x, y) => {
      v[a] = (v[a] + v[b] + x) & MASK;
      v[d] = left(v[d] ^ v[a], 32);
      v[c] = (v[c] + v[d]) & MASK;
      v[b] = left(v[b] ^ v[c], 40);
      v[a] = (v[a] + v[b] + y) & MASK;
      v[d] = left(v[d] ^ v[a], 48);
      v[c] = (v[c] + v[d]) & MASK;
      v[b] = left(v[b] ^ v[c], 1);
    };
    for (let round = 0; round < 12; round++) {
      const s = [...SIGMA[round % 10]].map((digit) => words[parseInt(digit, 16)]);
      [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13],
        [3, 4, 9, 14]].forEach(([a, b, c, d], i) => mix(a, b, c, d, s[2 * i], s[2 * i + 1]));
    }
    for (let i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
  }
  return Buffer.concat(state.slice(0, 4).map(little));
};

// Recovery of a secp256k1 signer (SEC 1, 4.1.6).
const P = 2n ** 256n - 2n ** 32n - 977n;
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const G = [0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n];
const mod = (value, by) => ((value % by) + by) % by;
const power = (base, exponent, by) => {
  let result = 1n;
  for (let b = mod(base, by), e = exponent; e > 0n; e >>= 1n, b = (b * b) % by) if (e & 1n) result = (result * b) % by;
  return result;
};
const add = (a, b) => {
  if (a === null) return b;
  if (b === null) return a;
  if (a[0] === b[0] && mod(a[1] + b[1], P) === 0n) return null;
  const slope = a[0] === b[0]
    ? 3n * a[0] * a[0] * power(2n * a[1], P - 2n, P)
    : (b[1] - a[1]) * power(b[0] - a[0], P - 2n, P);
  const x = mod(slope * slope - a[0] - b[0], P);
  return [x, mod(slope * (a[0] - x) - a[1], P)];
};
const times = (factor, point) => {
  let result = null;
  for (let k = factor, p = point; k > 0n; k >>= 1n, p = add(p, p)) if (k & 1n) result = add(result, p);
  return result;
};
const signer = (digest, signature) => {
  holds(signature.length === 65, 'a signature has 65 bytes');
  const [r, s, v] = [integer(signature.subarray(0, 32)), integer(signature.subarray(32, 64)), signature[64]];
  holds((v === 27 || v === 28) && r > 0n && r < N && s > 0n && s <= N / 2n, 'a signature out of range');
  const square = mod(r ** 3n + 7n, P);
  let y = power(square, (P + 1n) / 4n, P);
  holds((y * y) % P === square, 'a signature of nobody');
  if (y & 1n ? v === 27 : v === 28) y = P - y;
  const inverse = power(r, N - 2n, N);
  const key = add(times(mod(s * inverse, N), [r, y]), times(mod(-integer(digest) * inverse, N), G));
  holds(key !== null, 'a signature of nobody');
  return show(keccak256(word(key[0]), word(key[1])).subarray(12));
};

const ed25519 = (key, message, signature) => {
  const der = Buffer.concat([hex('302a300506032b6570032100'), key]);
  return crypto.verify(null, message, crypto.createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};
const committed = (head, line) => {
  const payload = Buffer.concat([Buffer.from([1]), little(head.bucket_id), hex(head.mmr_root), little(head.start_seq),
    little(head.leaf_count)]);
  const signature = hex(line.signature);
  switch (line.scheme) {
    case 'eth-lsh1':
      return signer(keccak256(ascii('longshore/v1/commitment'), word(head.chain_id), hex(head.registry), payload),
        signature);
    case 'eth':
      return signer(keccak256(payload), signature);
    case 'ecdsa':
      return signer(blake2b256(payload), signature);
    case 'ed25519': {
      const key = hex(line.commitment_key);
      holds(ed25519(key, payload, signature), 'an Ed25519 signature is not good');
      return signer(keccak256(ascii('longshore/v1/commitment-key'), ascii('ed25519'), key),
        hex(line.commitment_key_signature));
    }
    default:
      throw new Error('scheme ' + line.scheme);
  }
};

// The path of RFC 9162, 2.1.3.2, which is that of RFC 6962 as an algorithm.
const under = (root, leaf, index, width, siblings) => {
  let [at, last, node] = [index, width - 1, leaf];
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = sha256(Buffer.from([1]), sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else {
      node = sha256(Buffer.from([1]), node, sibling);
    }
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 && node.equals(root);
};

// Mountains from the highest on; the one that has the leaf is climbed.
const stands = (head, peaks, leaf, position, siblings) => {
  let [first, peak] = [0n, 0];
  for (let height = 62n; height >= 0n; height--) {
    const width = 1n << height;
    if ((head.leaf_count & width) === 0n) continue;
    if (position < first + width) {
      holds(BigInt(siblings.length) === height, 'a path of another length');
      let node = leaf;
      siblings.forEach((sibling, level) => {
        node = ((position - first) >> BigInt(level)) & 1n ? sha256(sibling, node) : sha256(node, sibling);
      });
      return node.equals(peaks[peak]);
    }
    first += width;
    peak++;
  }
  return false;
};

const verify = (file) => {
  const text = fs.readFileSync(file);
  const lines = text.toString('utf8').split('\n');
  holds(lines.pop() === '', 'it is cut off');
  const end = JSON.parse(lines.at(-1));
  holds(end.type === 'end', 'it has no end');
  const before = text.subarray(0, text.length - Buffer.byteLength(lines.pop() + '\n'));
  holds(show(sha256(before)) === end.digest, 'its digest is another');
  const head = JSON.parse(lines.shift());
  holds(head.v === 1 && head.type === 'checkpoint_proof' && head.start_seq === 0, 'it is no proof of version 1');
  head.leaf_count = BigInt(head.leaf_count);
  const peaks = head.peaks.map(hex);
  holds(peaks.length === [...head.leaf_count.toString(2)].filter((bit) => bit === '1').length, 'other peaks');
  holds(peaks.reduceRight((bagged, peak) => sha256(peak, bagged)).equals(hex(head.mmr_root)), 'other peaks');
  const found = { signers: [], leaves: 0, chunks: 0, bytes: 0 };
  let [next, begins] = [0n, false];
  for (const line of lines.map((line) => JSON.parse(line))) {
    if (line.type === 'commitment') {
      holds(committed(head, line) === line.provider_id, line.provider_id + ' did not sign');
      holds(!found.signers.includes(line.provider_id), line.provider_id + ' signed before');
      found.signers.push(line.provider_id);
      continue;
    }
    holds(line.type === 'leaf', 'a line of type ' + line.type);
    const position = BigInt(line.position);
    holds(position >= next && position < head.leaf_count, 'a leaf out of order');
    next = position + 1n;
    const leaf = sha256(hex(line.data_root), little(line.data_size), little(line.total_size));
    holds(stands(head, peaks, leaf, position, line.siblings.map(hex)), 'leaf ' + position + ' does not stand there');
    let index = 0;
    for (const chunk of line.chunks) {
      holds(chunk.index >= index && chunk.index < line.chunk_count, 'a chunk out of order');
      index = chunk.index + 1;
      holds(under(hex(line.data_root), sha256(Buffer.from([0]), hex(chunk.address)), chunk.index, line.chunk_count,
        chunk.siblings.map(hex)), 'chunk ' + chunk.address + ' does not stand there');
      begins ||= head.handle.endsWith(':' + chunk.address.slice(2));
    }
    found.leaves++;
    found.chunks += line.chunks.length;
    found.bytes += line.data_size;
  }
  holds(begins && found.signers.length > 0, 'it does not begin, or nobody signed');
  holds(found.leaves === end.leaves && found.chunks === end.chunks, 'it ends something else');
  return found;
};

try {
  console.log(JSON.stringify(verify(process.argv[2])));
} catch (wrong) {
  console.log(wrong.message);
  process.exit(1);
}
