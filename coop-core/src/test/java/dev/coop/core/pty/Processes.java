package dev.coop.core.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What /proc says about a process. */
final class Processes {
    private Processes() {}

    /** Not for a zombie. */
    static boolean isAlive(long pid) {
        List<String> stat = stat(pid);
        return !stat.isEmpty()
                && !stat.getFirst().equals("Z")
                && !stat.getFirst().equals("X");
    }

    /** Its state: a letter of ps(1). */
    static String state(long pid) {
        List<String> stat = stat(pid);
        return stat.isEmpty() ? "gone" : stat.getFirst();
    }

    /** Zero if there is no such process. */
    static long session(long pid) {
        List<String> stat = stat(pid);
        return stat.isEmpty() ? 0 : Long.parseLong(stat.get(3));
    }

    static List<Path> descriptors(long pid) {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return all.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The signals that this process ignores, signal 1 in the lowest bit. */
    static long ignoredSignals() throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .trim();
        return Long.parseUnsignedLong(mask, 16);
    }

    /** How often threads of this process with such a name have gone to sleep. */
    static long contextSwitches(String threadName) throws IOException {
        long sum = 0;
        for (Path task : tasks(threadName)) {
            for (String line : Files.readAllLines(task.resolve("status"))) {
                if (line.startsWith("voluntary_ctxt_switches:")) {
                    sum += Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
                }
            }
        }
        return sum;
    }

    static boolean allThreadsSleep(String threadName) {
        try {
            for (Path task : tasks(threadName)) {
                String stat = Files.readString(task.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'S') {
                    return false;
                }
            }
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> tasks(String threadName) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : all.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith(threadName)) {
                    found.add(task);
                }
            }
        }
        return found;
    }

    static void touch(String file) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The fields of /proc/pid/stat from the state on; empty if there is no such process. */
    private static List<String> stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
