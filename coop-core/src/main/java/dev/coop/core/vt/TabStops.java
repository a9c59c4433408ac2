package dev.coop.core.vt;

import java.util.BitSet;

/** The tab stops of a screen: every eighth column until a program sets its own. */
final class TabStops {
    private static final int INTERVAL = 8;

    private final BitSet stops = new BitSet();
    private int columns;

    TabStops(int columns) {
        resize(columns);
    }

    /** Columns that are new get the default stops. */
    void resize(int newColumns) {
        for (int x = columns; x < newColumns; x++) {
            stops.set(x, x % INTERVAL == 0);
        }
        columns = newColumns;
    }

    void reset() {
        int width = columns;
        columns = 0;
        resize(width);
    }

    boolean isSet(int x) {
        return stops.get(x);
    }

    boolean isDefault() {
        for (int x = 0; x < columns; x++) {
            if (stops.get(x) != (x % INTERVAL == 0)) {
                return false;
            }
        }
        return true;
    }

    void set(int x) {
        stops.set(x);
    }

    void clear(int x) {
        stops.clear(x);
    }

    void clearAll() {
        stops.clear();
    }

    int next(int x) {
        int stop = stops.nextSetBit(x + 1);
        return stop < 0 || stop >= columns ? columns - 1 : stop;
    }

    int previous(int x) {
        return x == 0 ? 0 : Math.max(0, stops.previousSetBit(x - 1));
    }
}
