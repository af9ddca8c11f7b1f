package io.warbler.test;

/// How much tests do: `./warbler test` repeats some things less often than `./warbler test --all`, and leaves out the
/// classes with the tag [#LONG].
public final class Extent {

    /// The tag of what runs with `--all` only.
    public static final String LONG = "long";

    private static final boolean IS_ALL = Boolean.getBoolean("warbler.test.all");

    private Extent() {}

    /// Whether everything is wanted.
    public static boolean isAll() {
        return IS_ALL;
    }

    /// How often something is repeated: usually, or when everything is wanted.
    public static int of(int usual, int all) {
        return IS_ALL ? all : usual;
    }
}
