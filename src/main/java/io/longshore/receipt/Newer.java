package io.longshore.receipt;

/// What stands in an export that this version does not know, because a newer one wrote it: not wrong, but not to be judged
/// here either.
final class Newer extends RuntimeException {
    /// @param what it is, by name
    Newer(String what) {
        super(what);
    }

    /// Goes on with a version that is known.
    static void refuse(long version, long known) {
        if (version > known) {
            throw new Newer("version " + version);
        }
        Rule.holds(version == known, "version %s is not known", version);
    }
}
