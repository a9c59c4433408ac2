package dev.coop.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file at the end of a log, open for writing. Used by the writing thread only. */
final class LiveFile {
    private final LogSegment segment;
    private final FileChannel channel;
    private final @Nullable Object key;

    private LiveFile(LogSegment segment, FileChannel channel) throws IOException {
        this.segment = segment;
        this.channel = channel;
        this.key =
                Files.readAttributes(segment.path(), BasicFileAttributes.class).fileKey();
    }

    /** Makes the file, readable by its owner alone. */
    static LiveFile create(LogSegment segment) throws IOException {
        return open(
                segment,
                FileChannel.open(
                        segment.path(),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /**
     * Goes on with a file behind its last whole line, cutting off what follows; empty when that line is not there any
     * more.
     */
    static Optional<LiveFile> reopen(LogSegment segment) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(segment.path(), StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var live = open(segment, channel);
        try {
            if (channel.size() < segment.length()) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(segment.length());
            return Optional.of(live);
        } catch (IOException e) {
            live.closeAfter(e);
            throw e;
        }
    }

    private static LiveFile open(LogSegment segment, FileChannel channel) throws IOException {
        try {
            return new LiveFile(segment, channel);
        } catch (IOException e) {
            try (channel) {
                throw e;
            }
        }
    }

    LogSegment segment() {
        return segment;
    }

    FileChannel channel() {
        return channel;
    }

    /** Writes whole lines behind the last. When it fails the segment's length is as before. */
    void write(ByteBuffer lines) throws IOException {
        requireUntouched();
        var position = segment.length();
        while (lines.hasRemaining()) {
            position += channel.write(lines, position);
        }
        segment.length(position);
    }

    /** A file removed underneath takes writes without an error, and loses them. */
    private void requireUntouched() throws IOException {
        var path = segment.path();
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(path.toString(), null, "was removed while it was written");
        }
        if (!Objects.equals(key, now.fileKey()) || now.size() != segment.length()) {
            throw new FileSystemException(path.toString(), null, "was changed by somebody else while it was written");
        }
    }

    void close() throws IOException {
        channel.close();
    }

    void closeAfter(IOException failure) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
