package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.coop.core.session.SessionMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which processes belong to which session, read from proc(5): those below its program, those that carry its mark in their
 * environment wherever they went, and those below these.
 */
final class ProcessTree {
    private static final String SOCKET = "socket:[";
    private static final String MARK = SessionMark.VARIABLE + "=";

    private final Path proc;

    ProcessTree(Path proc) {
        this.proc = proc;
    }

    static ProcessTree ofThisMachine() {
        return new ProcessTree(Path.of("/proc"));
    }

    /** Looks through all processes. What ends meanwhile is left out. */
    Scan scan(List<RunningSession> sessions) {
        Map<Long, Long> parents = parents();
        Map<Long, String> members = new HashMap<>();
        for (RunningSession session : sessions) {
            session.pid().ifPresent(pid -> members.put(pid, session.name()));
        }
        for (long pid : parents.keySet()) {
            if (!members.containsKey(pid)) {
                marked(pid, sessions).ifPresent(session -> members.put(pid, session));
            }
        }
        for (long pid : parents.keySet()) {
            inherited(pid, parents, members).ifPresent(session -> members.put(pid, session));
        }
        Map<Long, String> sockets = new HashMap<>();
        members.forEach((pid, session) -> sockets(pid).forEach(inode -> sockets.put(inode, session)));
        return new Scan(Set.copyOf(parents.keySet()), Map.copyOf(members), Map.copyOf(sockets));
    }

    private Map<Long, Long> parents() {
        Map<Long, Long> parents = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : all) {
                long pid = Long.parseLong(process.getFileName().toString());
                parent(process).ifPresent(parent -> parents.put(pid, parent));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return parents;
    }

    private static Optional<Long> parent(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), ISO_8859_1);
            // The name in the parentheses may contain anything, also parentheses and blanks.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 3);
            return Optional.of(Long.parseLong(afterName[1]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<String> marked(long pid, List<RunningSession> sessions) {
        String environment;
        try {
            environment = "\0" + Files.readString(proc.resolve(pid + "/environ"), ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
        int at = environment.indexOf("\0" + MARK);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + 1 + MARK.length();
        int end = environment.indexOf('\0', start);
        List<String> ids = SessionMark.ids(environment.substring(start, end < 0 ? environment.length() : end));
        return sessions.stream()
                .filter(session -> ids.contains(session.mark().id()))
                .map(RunningSession::name)
                .findFirst();
    }

    private static Optional<String> inherited(long pid, Map<Long, Long> parents, Map<Long, String> members) {
        Set<Long> seen = new HashSet<>();
        // Numbers may be given again while we read, so there could even be a ring.
        for (Long at = pid; at != null && seen.add(at); at = parents.get(at)) {
            String session = members.get(at);
            if (session != null) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    private Set<Long> sockets(long pid) {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith(SOCKET)) {
                    inodes.add(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)));
                }
            }
        } catch (IOException | DirectoryIteratorException goneOrNotOurs) {
            return inodes;
        }
        return inodes;
    }

    /**
     * What was found.
     *
     * @param processes all that there were
     * @param members the session of each that is in one
     * @param sockets the session of each socket that one of these holds, by inode
     */
    record Scan(Set<Long> processes, Map<Long, String> members, Map<Long, String> sockets) {
        Whereabouts ofProcess(long pid) {
            String session = members.get(pid);
            if (session != null) {
                return new Whereabouts.Inside(session);
            }
            // 0 is a process outside of our pid namespace; all that we start are inside.
            return pid == 0 || processes.contains(pid) ? new Whereabouts.Outside() : new Whereabouts.Unknown();
        }

        Whereabouts ofSocket(long inode) {
            String session = sockets.get(inode);
            return session == null ? new Whereabouts.Outside() : new Whereabouts.Inside(session);
        }
    }
}
