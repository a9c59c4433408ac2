package dev.coop.core.metrics;

import dev.coop.core.session.Diagnostics;
import dev.coop.core.session.Session;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** Everything that is counted in a host, as one page that Prometheus reads. */
public final class MetricsPage {
    public static final String CONTENT_TYPE = Exposition.CONTENT_TYPE;

    private static final double MILLIS = 1e3;

    private MetricsPage() {}

    /** Of a host that has been running for so long. */
    public static String of(Meters meters, List<Session> sessions, String version, Duration uptime) {
        Exposition out = new Exposition();
        out.gauge("coop_info", "Which coop this is.").line("coop_info", 1, "version", version);
        out.gauge("coop_uptime_seconds", "For how long the host has been running.")
                .line("coop_uptime_seconds", uptime.toMillis() / MILLIS);
        meters.tell(out);
        tell(out, sessions);
        tellJvm(out);
        return out.toString();
    }

    private static void tell(Exposition out, List<Session> sessions) {
        out.gauge("coop_sessions", "Sessions there are, also those whose program has ended.")
                .line("coop_sessions", sessions.size());
        out.gauge("coop_session_state", "1 for the state in which the session is.");
        sessions.forEach(session -> out.line(
                "coop_session_state",
                1,
                "session",
                session.name(),
                "state",
                session.now().transition().state().wireName()));
        each(
                out,
                sessions,
                "coop_session_output_bytes_total",
                "What the program has printed.",
                s -> s.output().end());
        each(out, sessions, "coop_session_input_bytes_total", "What was typed into it.", Session::bytesWritten);
        each(
                out,
                sessions,
                "coop_session_write_failures_total",
                "Answers of the terminal that the program did not take.",
                Session::answersLost);
        out.counter("coop_session_dropped_total", "What the terminal left out of the output, by reason.");
        for (Session session : sessions) {
            Diagnostics diagnostics = session.diagnostics();
            diagnostics
                    .dropped()
                    .byReason()
                    .forEach((reason, count) ->
                            out.line("coop_session_dropped_total", count, "session", session.name(), "reason", reason));
        }
    }

    private static void each(
            Exposition out, List<Session> sessions, String metric, String help, ToLongFunction<Session> figure) {
        out.counter(metric, help);
        sessions.forEach(session -> out.line(metric, figure.applyAsLong(session), "session", session.name()));
    }

    private static void tellJvm(Exposition out) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.gauge("jvm_memory_used_bytes", "Memory that is used, by area.")
                .line("jvm_memory_used_bytes", heap.getUsed(), "area", "heap")
                .line(
                        "jvm_memory_used_bytes",
                        ManagementFactory.getMemoryMXBean()
                                .getNonHeapMemoryUsage()
                                .getUsed(),
                        "area",
                        "nonheap");
        out.gauge("jvm_memory_max_bytes", "What the heap may grow to.").line("jvm_memory_max_bytes", heap.getMax());
        out.gauge("jvm_threads", "Platform threads there are.")
                .line("jvm_threads", ManagementFactory.getThreadMXBean().getThreadCount());
        out.counter("jvm_gc_seconds_total", "Time that garbage collection has taken.")
                .line(
                        "jvm_gc_seconds_total",
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                        .sum()
                                / MILLIS);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(cpu -> out.counter("process_cpu_seconds_total", "Processor time that coop has taken.")
                        .line("process_cpu_seconds_total", cpu.toMillis() / MILLIS));
    }
}
