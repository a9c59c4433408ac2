package dev.coop.transport.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which user this process is: to the kernel when it shows the users of sockets, and to the file system. */
final class OwnUser {
    private static final Logger LOG = LoggerFactory.getLogger(OwnUser.class);
    private static final String UID_LINE = "Uid:";

    /** How many users there are in a namespace that shows them all (user_namespaces(7)). */
    private static final long ALL_USERS = 0xffff_ffffL;

    private OwnUser() {}

    /** Empty where it can't be told apart from others: then nobody is let in for being the same user. */
    static OptionalInt uid() {
        try {
            int overflow = Integer.parseInt(
                    Files.readString(Path.of("/proc/sys/kernel/overflowuid")).strip());
            return distinct(effective(), Files.readAllLines(Path.of("/proc/self/uid_map")), overflow);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("coop can't tell which user it runs as, so nobody is let in without a token", failure);
            return OptionalInt.empty();
        }
    }

    /** Whether a file, not what it may link to, belongs to us. */
    static boolean owns(Path file) throws IOException {
        return uidOf(file) == effective();
    }

    static int uidOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Inside a user namespace everybody who has no number there is shown with one and the same, the overflow number:
     * whoever has that one himself can't tell them from himself.
     */
    static OptionalInt distinct(int uid, List<String> uidMap, int overflowUid) {
        long shown = uidMap.stream()
                .mapToLong(line -> Long.parseLong(fields(line)[2]))
                .sum();
        return uid == overflowUid && shown < ALL_USERS ? OptionalInt.empty() : OptionalInt.of(uid);
    }

    private static int effective() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(UID_LINE))
                .mapToInt(line -> Integer.parseUnsignedInt(fields(line)[2]))
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no " + UID_LINE));
    }

    private static String[] fields(String line) {
        return line.strip().split("\\s+", -1);
    }
}
