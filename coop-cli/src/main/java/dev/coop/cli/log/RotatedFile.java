package dev.coop.cli.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of lines that stays small: when it is full it becomes the old one, and a new one begins. Readable by its user alone. */
final class RotatedFile implements LogWriter.Destination {
    /** Bytes; with the old one, twice as many stay. */
    static final long MAX_BYTES = 5L << 20;

    private final Path file;
    private final long maxBytes;
    private @Nullable FileChannel channel;

    RotatedFile(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    @Override
    public void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        FileChannel open = channel == null ? open() : channel;
        if (open.size() > 0 && open.size() + bytes.remaining() > maxBytes) {
            open.close();
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            open = open();
        }
        channel = open;
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException lost) {
            // Each line was handed to the system as it came; there is nothing left to lose.
            return;
        }
    }
}
