package io.longshore.seal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.Tag;
import io.longshore.proof.Hashes;
import io.longshore.seal.RootObject.Content;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Seals and opens root objects (`src/docs/format.md` 2): the one object of a file that says all about it, to whoever has
/// the drive's key.
public final class RootCodec {
    private static final byte[] FAMILY = "LSH".getBytes(US_ASCII);
    private static final byte[] MAGIC = "LSH1".getBytes(US_ASCII);
    private static final int ENC_SIZE = Hpke.KEY_SIZE;
    private static final int DEK_SIZE = DataKey.SIZE + Hpke.OVERHEAD;
    private static final int BEFORE_NONCE = MAGIC.length + DriveId.SIZE + FileId.SIZE + ENC_SIZE + DEK_SIZE;
    private static final int HEADER_SIZE = BEFORE_NONCE + Nonce.SIZE;

    private RootCodec() {}

    /// What anyone can read of a root object.
    ///
    /// @param drive whose key opens it
    /// @param file the sealed file's id
    /// @param wrapped the file's data key, wrapped to the drive's key
    public record Header(DriveId drive, FileId file, Wrapping.Wrapped wrapped) {}

    /// An open root object.
    ///
    /// @param header what stands before the ciphertext
    /// @param keys the file's keys; whoever opened it destroys them
    /// @param root what it says
    public record Opened(Header header, FileKeys keys, RootObject root) {}

    /// Seals a root object; the same one always gives the same bytes.
    public static byte[] seal(RootObject root, Header header, FileKeys keys) {
        byte[] json = RootJson.write(root);
        byte[] before = new byte[BEFORE_NONCE];
        System.arraycopy(MAGIC, 0, before, 0, MAGIC.length);
        int at = MAGIC.length;
        for (Bytes part : List.of(header.drive.bytes(), header.file.bytes(),
                header.wrapped.enc().ofSize(ENC_SIZE, "enc"),
                header.wrapped.wrappedDek().ofSize(DEK_SIZE, "wrapped DEK"))) {
            part.copyTo(before, at);
            at += part.size();
        }
        Nonce nonce = keys.nonce(before, Hashes.sha256(json).bytes().toArray());
        byte[] aad = Arrays.copyOf(before, HEADER_SIZE);
        nonce.bytes().copyTo(aad, BEFORE_NONCE);
        byte[] ciphertext = Gcm.seal(keys.sealing(), nonce, aad, json);
        byte[] object = Arrays.copyOf(aad, HEADER_SIZE + ciphertext.length);
        System.arraycopy(ciphertext, 0, object, HEADER_SIZE, ciphertext.length);
        return object;
    }

    /// Reads what stands before the ciphertext.
    /// @throws FailureException `Unsupported` for a sealed file of another version, `Corrupt` for anything else
    public static Header header(byte[] object) throws FailureException {
        if (object.length >= MAGIC.length && !Arrays.equals(object, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && Arrays.equals(object, 0, FAMILY.length, FAMILY, 0, FAMILY.length)) {
            throw new FailureException(new Failure.Unsupported(
                    "sealed file version " + (char) (object[FAMILY.length] & 0xff)));
        }
        if (object.length < HEADER_SIZE + Tag.SIZE
                || !Arrays.equals(object, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new FailureException(new Failure.Corrupt("root object", "these bytes are none"));
        }
        int drive = MAGIC.length;
        int file = drive + DriveId.SIZE;
        int enc = file + FileId.SIZE;
        int dek = enc + ENC_SIZE;
        return new Header(new DriveId(Bytes.of(object, drive, DriveId.SIZE)),
                new FileId(Bytes.of(object, file, FileId.SIZE)),
                new Wrapping.Wrapped(Bytes.of(object, enc, ENC_SIZE), Bytes.of(object, dek, DEK_SIZE)));
    }

    /// Opens a root object.
    /// @throws FailureException `WrongVault` if it is sealed for a drive of another vault, `VaultLocked` if the vault is
    ///         closed, `Unsupported` for another version, `Corrupt` if it is damaged or contradicts itself
    public static Opened open(byte[] object, Vault vault) throws FailureException {
        Header header = header(object);
        DataKey dataKey = vault.unwrap(header.drive, header.file, header.wrapped.enc(), header.wrapped.wrappedDek());
        FileKeys keys = dataKey.keys(header.file);
        dataKey.destroy();
        try {
            return new Opened(header, keys, RootJson.read(json(object, keys)));
        } catch (FailureException e) {
            keys.destroy();
            throw e;
        }
    }

    private static byte[] json(byte[] object, FileKeys keys) throws FailureException {
        Nonce nonce = new Nonce(Bytes.of(object, BEFORE_NONCE, Nonce.SIZE));
        byte[] json = new byte[object.length - HEADER_SIZE - Tag.SIZE];
        if (!Gcm.open(keys.sealing(), nonce, Arrays.copyOf(object, HEADER_SIZE), object, HEADER_SIZE,
                object.length - HEADER_SIZE, json)) {
            throw new FailureException(new Failure.Corrupt("root object", "it does not open"));
        }
        return json;
    }

    /// Refuses, before anything is planned, a file whose root object no provider would take.
    /// @param maxChunk the largest object the drive's providers take
    /// @throws FailureException `Unsupported` if it would be larger
    public static void requireFits(FileFacts facts, Optional<GroupId> group, Grid grid, ByteCount maxChunk)
            throws FailureException {
        requireFits(size(facts, group, grid), "a file whose index", maxChunk);
    }

    /// Refuses, before any of its files is planned, a folder whose list no provider would take.
    /// @param facts what the folder is called
    /// @param list the list as it will be; handles of one kind are all of one length
    /// @param maxChunk the largest object the drive's providers take
    /// @throws FailureException `Unsupported` if its root object would be larger
    public static void requireFits(FileFacts facts, GroupId group, GroupObject list, ByteCount maxChunk)
            throws FailureException {
        byte[] json = list.encode();
        RootObject shape = new RootObject(GroupObject.facts(facts), Optional.of(group), new ByteCount(json.length),
                maxChunk,
                Hash.of(new byte[Hash.SIZE]), new Content.Inline(Bytes.of(json)));
        long size = HEADER_SIZE + RootJson.write(shape).length + Tag.SIZE;
        requireFits(size, "a folder of " + list.roots().size() + " files, whose list", maxChunk);
    }

    private static void requireFits(long size, String what, ByteCount maxChunk) throws FailureException {
        if (size > maxChunk.value()) {
            throw new FailureException(new Failure.Unsupported(
                    what + " would have " + size + " bytes, where " + maxChunk.value() + " fit"));
        }
    }

    /// How many bytes the root object of such a file has: its JSON's length depends on nothing else.
    private static long size(FileFacts facts, Optional<GroupId> group, Grid grid) {
        Hash root = Hash.of(new byte[Hash.SIZE]);
        Entry entry = new Entry(Nonce.of(new byte[Nonce.SIZE]), Address.of(new byte[Address.SIZE]), 0);
        long more = 0;
        Content content;
        if (grid.inline()) {
            content = new Content.Inline(Bytes.of(new byte[(int) grid.size().value()]));
        } else if (grid.count() <= RootObject.MAX_ENTRIES) {
            content = new Content.Entries(Collections.nCopies((int) grid.count(), entry));
        } else {
            int perPage = Table.entriesPerPage(grid);
            Table.Page page = new Table.Page(entry.nonce(), entry.address());
            content = new Content.Pages(perPage, List.of(page));
            RootObject two = new RootObject(facts, group, grid.size(), grid.chunkSize(), root,
                    new Content.Pages(perPage, List.of(page, page)));
            RootObject one = new RootObject(facts, group, grid.size(), grid.chunkSize(), root, content);
            more = (RootJson.write(two).length - RootJson.write(one).length)
                    * (Math.ceilDiv(grid.count(), perPage) - 1);
        }
        RootObject shape = new RootObject(facts, group, grid.size(), grid.chunkSize(), root, content);
        return HEADER_SIZE + RootJson.write(shape).length + more + Tag.SIZE;
    }
}
