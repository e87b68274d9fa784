package io.longshore.seal;

import java.util.List;
import java.util.Optional;

import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.FileFacts;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;

/// What the root object of a sealed file says, once open (`src/docs/format.md` 2). Prints as `[hidden]`: names and content
/// belong to whoever has the drive's key.
///
/// @param facts what the file is called and how it looks; names are as the sealer wrote them and not to be trusted
/// @param group the folder it was dropped with
/// @param size bytes of content
/// @param chunkSize bytes of plaintext in every chunk but the last
/// @param root the file root: Merkle Tree Hash (RFC 6962) over the chunks or the inline piece
/// @param content the content itself, or the way to it
public record RootObject(FileFacts facts, Optional<GroupId> group, ByteCount size, ByteCount chunkSize, Hash root,
        Content content) {
    /// The most entries a root object carries itself.
    public static final int MAX_ENTRIES = 64;

    /// Where the content is.
    public sealed interface Content {
        /// In the root object itself.
        record Inline(Bytes bytes) implements Content {
            @Override
            public String toString() {
                return "[hidden]";
            }
        }

        /// In chunks whose entries are all here, in order.
        record Entries(List<Entry> entries) implements Content {
            /// Keeps an own copy.
            public Entries {
                entries = List.copyOf(entries);
            }
        }

        /// In chunks whose entries are on pages.
        /// @param perPage entries on every page but the last
        /// @param pages where the pages are, in order
        record Pages(int perPage, List<Table.Page> pages) implements Content {
            /// Keeps an own copy.
            public Pages {
                pages = List.copyOf(pages);
            }
        }
    }

    /// How the content is cut. Of use for content in chunks only: a group's list may be inline and longer than a file's
    /// inline content ever is.
    public Grid grid() {
        return new Grid(size, chunkSize);
    }

    /// How many chunks the content is in.
    public long count() {
        return content instanceof Content.Inline ? 0 : grid().count();
    }

    /// Whether the content is the list of a dropped folder, a [GroupObject].
    public boolean isGroup() {
        return facts.contentType().equals(GroupObject.CONTENT_TYPE);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
