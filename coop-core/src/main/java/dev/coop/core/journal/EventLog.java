package dev.coop.core.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only log of one journal: files of lines in a directory of its own.
 *
 * <p>Used by the disk's writing thread only, but for {@link #segments()} and {@link #repair()}, which any thread may
 * ask for. Every failure leaves it as it was before the lines that failed, and the next call begins by opening what
 * there is, so that trying again is all a caller has to do.
 */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    /** How lines are forced to the disk; {@code file -> file.force(false)} but in tests. */
    interface Sync {
        void force(FileChannel file) throws IOException;
    }

    private final Path directory;
    private final LogBounds bounds;
    private final Sync sync;
    private volatile List<LogSegment> segments = List.of();
    private volatile Optional<LogRepair> repair = Optional.empty();
    private @Nullable LiveFile live;
    private boolean listed;
    private long last;
    private long unsynced;

    /** Whether the newest file's name may not be on the disk yet, whatever its content. */
    private boolean newName;

    /** The last number of the last force that succeeded, and whether one has failed since. */
    private long forced;

    private boolean forceFailed;

    EventLog(Path directory, LogBounds bounds, Sync sync) {
        this.directory = directory;
        this.bounds = bounds;
        this.sync = sync;
    }

    /**
     * Finds out what the directory holds, cuts a torn line off the newest file, and makes sure that more can be
     * written. To be called before every write: after the first time, only a failure leaves it anything to do.
     */
    void open() throws IOException {
        makeDirectory();
        if (live != null) {
            return;
        }
        if (!listed) {
            list();
        }
        reopenNewest();
        if (live != null) {
            // Cut and writable; and forced, if that is what failed. A journal that stays idle needs no open file.
            close();
        } else if (!Files.isWritable(directory)) {
            throw new AccessDeniedException(directory.toString(), null, "not writable");
        }
    }

    private void makeDirectory() throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void list() throws IOException {
        var found = new ArrayList<LogSegment>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                LogSegment.of(directory, file.getFileName().toString()).ifPresent(found::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparingLong(LogSegment::first));
        for (var segment : found) {
            segment.length(Files.size(segment.path()));
        }
        if (!found.isEmpty()) {
            last = findEnd(found.getLast());
            forced = last;
        }
        segments = List.copyOf(found);
        listed = true;
    }

    /** Sets the segment's length to that of its whole lines and returns the last number. */
    private long findEnd(LogSegment newest) throws IOException {
        try (var file = FileChannel.open(newest.path(), StandardOpenOption.READ)) {
            var size = newest.length();
            var tail = LogTail.of(file::read, size, newest.first());
            if (tail.length() < size) {
                repair = Optional.of(new LogRepair(newest.path(), tail.length(), size - tail.length()));
            }
            newest.length(tail.length());
            return tail.last();
        }
    }

    private void reopenNewest() throws IOException {
        if (live == null && !segments.isEmpty()) {
            live = LiveFile.reopen(segments.getLast()).orElse(null);
        }
    }

    /** Writes the lines; when it fails, {@link #last()} says how far it came. */
    void write(List<LogLine> batch) throws IOException {
        var lines = new ByteArrayOutputStream();
        var through = last;
        for (var line : batch) {
            var bytes = line.bytes();
            var length = live(line.seq()).segment().length() + lines.size();
            if (length > 0 && length + bytes.length > bounds.fileBytes()) {
                flush(lines, through);
                startFile(line.seq());
            }
            lines.writeBytes(bytes);
            through = line.seq();
        }
        flush(lines, through);
    }

    private LiveFile live(long seq) throws IOException {
        reopenNewest();
        return live != null ? live : startFile(seq);
    }

    private void flush(ByteArrayOutputStream lines, long through) throws IOException {
        if (live == null || lines.size() == 0) {
            return;
        }
        try {
            live.write(ByteBuffer.wrap(lines.toByteArray()));
        } catch (IOException e) {
            abandon(live, e);
            throw e;
        }
        last = through;
        unsynced += lines.size();
        lines.reset();
    }

    private LiveFile startFile(long seq) throws IOException {
        close();
        makeDirectory();
        var kept = new ArrayList<>(segments);
        kept.removeIf(segment -> Files.notExists(segment.path()));
        deleteOldest(kept);
        // Listed before it is made: if making it fails halfway, the next try takes up what is there.
        var segment = new LogSegment(directory, seq);
        kept.add(segment);
        segments = List.copyOf(kept);
        var made = LiveFile.create(segment);
        live = made;
        newName = true;
        return made;
    }

    /** Makes room for one more full file. */
    private void deleteOldest(List<LogSegment> kept) {
        var total = kept.stream().mapToLong(LogSegment::length).sum();
        while (!kept.isEmpty() && total + bounds.fileBytes() > bounds.totalBytes()) {
            var oldest = kept.getFirst();
            try {
                Files.deleteIfExists(oldest.path());
            } catch (IOException e) {
                LOG.warn(
                        "the log keeps more than {} bytes: {} can't be deleted", bounds.totalBytes(), oldest.path(), e);
                return;
            }
            total -= oldest.length();
            kept.removeFirst();
        }
    }

    /** Forces what was written to the disk. */
    void sync() throws IOException {
        if (live == null || unsynced == 0) {
            return;
        }
        try {
            sync.force(live.channel());
            if (newName) {
                try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
                    sync.force(names);
                }
            }
        } catch (IOException e) {
            forceFailed = true;
            abandon(live, e);
            throw e;
        }
        newName = false;
        unsynced = 0;
        forced = last;
        forceFailed = false;
    }

    /** Forces and closes the file being written; a later write opens it again. */
    void close() throws IOException {
        sync();
        if (live != null) {
            var file = live;
            live = null;
            file.close();
        }
    }

    private void abandon(LiveFile file, IOException failure) {
        live = null;
        file.closeAfter(failure);
    }

    /** The number of the last line written or found. */
    long last() {
        return last;
    }

    /** The number up to which lines are as safe as promised: all written, but those that a force failed for. */
    long safe() {
        return forceFailed ? forced : last;
    }

    /** Bytes written since they were last forced to the disk. */
    long unsynced() {
        return unsynced;
    }

    /** What {@link #open} had to cut off. */
    Optional<LogRepair> repair() {
        return repair;
    }

    /** The files, oldest first. */
    List<LogSegment> segments() {
        return segments;
    }
}
