package dev.coop.core.journal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of a log, {@code events-<first number>.jsonl}: no line in it has a lower number than its name says, and
 * every later file begins higher. The number has 20 digits so that names sort like numbers.
 *
 * <p>Its length counts whole written lines only: what the file has beyond is a write that is under way or failed. Set
 * by the writing thread, read by any.
 */
final class LogSegment {
    private static final Pattern NAME = Pattern.compile("events-([0-9]{20})\\.jsonl");

    private final long first;
    private final Path path;
    private volatile long length;

    LogSegment(Path directory, long first) {
        this.first = first;
        this.path = directory.resolve(String.format("events-%020d.jsonl", first));
    }

    /** The segment that a file of this name in the directory is; empty when the name is none of ours. */
    static Optional<LogSegment> of(Path directory, String fileName) {
        var name = NAME.matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogSegment(directory, Long.parseLong(name.group(1))));
        } catch (NumberFormatException e) {
            // 20 digits can say more than a long holds; we never write such a name.
            return Optional.empty();
        }
    }

    long first() {
        return first;
    }

    Path path() {
        return path;
    }

    long length() {
        return length;
    }

    void length(long bytes) {
        length = bytes;
    }
}
