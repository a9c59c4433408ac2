package dev.coop.core.vt;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program printed, in pieces that can be left out one by one, and the size of the screen that it printed to. */
record Output(String name, int columns, int rows, List<String> pieces) {
    Output {
        pieces = List.copyOf(pieces);
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        return String.join("", pieces);
    }

    Output with(List<String> others) {
        return new Output(name, columns, rows, others);
    }

    /** As one could type it into a Java test. */
    @Override
    public String toString() {
        StringBuilder source = new StringBuilder(name + " on " + columns + "x" + rows + ": ");
        for (char c : text().toCharArray()) {
            switch (c) {
                case '\r' -> source.append("\\r");
                case '\n' -> source.append("\\n");
                case '\t' -> source.append("\\t");
                case '\b' -> source.append("\\b");
                default -> source.append(c < ' ' ? String.format("\\%03o", (int) c) : String.valueOf(c));
            }
        }
        return source.toString();
    }
}
