package dev.coop.core.pty;

/** How many character cells a terminal shows. Both sides are between 1 and {@value #MAX}. */
public record WindowSize(int columns, int rows) {
    /** Cells per side. The kernel takes 65535, but a grid is columns times rows; an 8K screen in tiny print has about 1500 columns. */
    public static final int MAX = 2000;

    public WindowSize {
        check("columns", columns);
        check("rows", rows);
    }

    private static void check(String field, int value) {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException(field + ": " + value + " is not between 1 and " + MAX);
        }
    }
}
