package dev.coop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that people write, with one part between two comments that a run replaces. */
record MarkdownPage(Path file) {
    private static final String BEGIN = "<!-- bench:begin (written by bench/run --markdown) -->";
    private static final String END = "<!-- bench:end -->";

    /** Refuses a page that lacks the markers: found out after minutes of measuring, that would be too late. */
    void check() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file");
        }
        String page = Files.readString(file);
        int begin = page.indexOf(BEGIN);
        if (begin < 0 || page.indexOf(END, begin) < 0) {
            throw new IOException(file + " lacks the lines '" + BEGIN + "' and '" + END + "'");
        }
    }

    void replace(String part) throws IOException {
        check();
        String page = Files.readString(file);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        Files.writeString(file, page.substring(0, begin) + "\n" + part + page.substring(end));
    }
}
