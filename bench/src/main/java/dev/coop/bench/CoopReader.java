package dev.coop.bench;

import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.util.ArrayList;
import java.util.List;

/** Programs that write to terminals of coop: every byte goes into a journal and through an engine. */
final class CoopReader {
    private CoopReader() {}

    /** So many programs at once, each writing the file to its own terminal. */
    static Throughput run(Host host, WorkloadFile file, int sessions) throws Exception {
        return Throughput.of(file.terminalBytes() * sessions, () -> runToEnd(host, file, sessions));
    }

    private static void runToEnd(Host host, WorkloadFile file, int count) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(CoopSessions.start(host, "/bin/cat", file.path().toString()));
        }
        long bytes = 0;
        for (Session session : sessions) {
            session.exit().get();
            bytes += session.output().end();
            session.close();
        }
        file.checkAllRead(bytes, count);
    }
}
