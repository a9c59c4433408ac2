package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What sessions cost whose programs do nothing: memory, threads, and the wake-ups that keep a machine from resting. */
final class IdleFigure implements Figure {
    private static final int SESSIONS = 1_000;
    /** Brings in the classes and warms the paths that are not to be counted. */
    private static final int WARM_UP_SESSIONS = 20;

    private static final String[] PROGRAM = {"/bin/sleep", "1000000"};
    private static final String SUBJECT = "1,000 idle sessions";
    private static final double MEBIBYTE = 1 << 20;
    private static final Goal MEMORY = Goal.atMost(0.5, "MiB each");
    private static final Goal SWITCHES = Goal.atMost(20, "");

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (Host host = new Host()) {
            close(start(host, WARM_UP_SESSIONS));
            long residentBefore = Memory.residentAfterCollection();
            int threadsBefore = Memory.threads();
            progress.say("watching " + scale.idleSeconds + " s without a session");
            int switchesBefore = switches(scale);

            List<Session> sessions = start(host, SESSIONS);
            long resident = Memory.residentAfterCollection();
            int threads = Memory.threads();
            rows.accept(Row.absolute(
                    new Subject(SUBJECT, "memory beyond the children"),
                    (resident - residentBefore) / MEBIBYTE / SESSIONS,
                    MEMORY));
            rows.accept(Row.comparison(new Subject(SUBJECT, "threads"), threads, "no session", threadsBefore, ""));
            progress.say("watching " + scale.idleSeconds + " s with " + SESSIONS + " sessions");
            rows.accept(Row.excess(
                    new Subject(SUBJECT, "context switches in " + scale.idleSeconds + " s"),
                    switches(scale),
                    "no session",
                    switchesBefore,
                    SWITCHES));
            close(sessions);
        }
    }

    private static List<Session> start(Host host, int count) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(CoopSessions.start(host, PROGRAM));
        }
        return sessions;
    }

    private static void close(List<Session> sessions) throws Exception {
        for (Session session : sessions) {
            session.close();
            session.exit().get();
        }
    }

    private static int switches(Scale scale) throws InterruptedException {
        long before = ResourceUsage.soFar().contextSwitches();
        Thread.sleep(scale.idleSeconds * 1_000L);
        return Math.toIntExact(ResourceUsage.soFar().contextSwitches() - before);
    }
}
