package io.warbler.kernel;

/// A position in one partition of the log. Generations come first: a later incarnation of a lost log is later.
public record Position(int generation, long offset) implements Comparable<Position> {

    /// Before every record.
    public static final Position START = new Position(0, 0);

    public Position {
        if (generation < 0 || offset < 0) {
            throw new IllegalArgumentException("position: " + generation + ":" + offset + " (expected: both >= 0)");
        }
    }

    public boolean isBefore(Position other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Position other) {
        int byGeneration = Integer.compare(generation, other.generation);
        return byGeneration != 0 ? byGeneration : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return generation + ":" + offset;
    }
}
