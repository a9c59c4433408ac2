package dev.coop.core.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happens in a host, counted. Called by any thread, never waits. The names of operations, transports and codes are
 * ours, so that what clients send can't make it grow.
 */
public final class Meters {
    /** Of a call that went well. */
    public static final String OK = "OK";

    /** Of a call whose client did not wait for its end. */
    public static final String GIVEN_UP = "GIVEN_UP";

    private record Refused(String transport, String code) {}

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Map<Level, LongAdder> levels = new EnumMap<>(Level.class);
    private final Map<String, Calls> calls = new ConcurrentSkipListMap<>();
    private final Map<Refused, LongAdder> refused = new ConcurrentHashMap<>();

    public Meters() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
        for (Level level : Level.values()) {
            levels.put(level, new LongAdder());
        }
    }

    public void count(Count what) {
        adder(counts, what).increment();
    }

    public void change(Level what, int by) {
        adder(levels, what).add(by);
    }

    /**
     * An operation was called.
     *
     * @param code of the error, or {@link #OK}
     */
    public void called(String operation, String code, long nanos) {
        calls.computeIfAbsent(operation, _ -> new Calls()).add(code, nanos);
    }

    /** A client was told of an error, whether or not an operation was called. */
    public void refused(String transport, String code) {
        refused.computeIfAbsent(new Refused(transport, code), _ -> new LongAdder())
                .increment();
    }

    void tell(Exposition out) {
        counts.forEach((what, adder) -> out.counter(what.metric(), what.help()).line(what.metric(), adder.sum()));
        levels.forEach((what, adder) -> out.gauge(what.metric(), what.help()).line(what.metric(), adder.sum()));
        out.counter("coop_errors_total", "Errors that clients were told, by transport and code.");
        refused.forEach((of, adder) ->
                out.line("coop_errors_total", adder.sum(), "transport", of.transport(), "code", of.code()));
        out.counter("coop_requests_total", "Calls of operations, by how they ended.");
        calls.forEach((operation, of) -> of.tellCodes(out, operation));
        out.histogram("coop_request_seconds", "How long calls of operations took.");
        calls.forEach((operation, of) -> of.tellTimes(out, operation));
    }

    private static <K> LongAdder adder(Map<K, LongAdder> adders, K of) {
        LongAdder adder = adders.get(of);
        if (adder == null) {
            throw new IllegalStateException("all are there from the beginning");
        }
        return adder;
    }
}
