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

    private final Map<Figure, LongAdder> figures = new EnumMap<>(Figure.class);
    private final Map<String, Calls> calls = new ConcurrentSkipListMap<>();
    private final Map<Refused, LongAdder> refused = new ConcurrentHashMap<>();

    public Meters() {
        for (Figure figure : Figure.values()) {
            figures.put(figure, new LongAdder());
        }
    }

    /** One more. */
    public void count(Figure what) {
        change(what, 1);
    }

    /** So many more, or fewer of what there is now. */
    public void change(Figure what, int by) {
        LongAdder adder = figures.get(what);
        if (adder == null) {
            throw new IllegalStateException("all are there from the beginning");
        }
        adder.add(by);
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
        figures.forEach((what, adder) -> what.tell(out, adder.sum()));
        out.counter("coop_errors_total", "Errors that clients were told, by transport and code.");
        refused.forEach((of, adder) ->
                out.line("coop_errors_total", adder.sum(), "transport", of.transport(), "code", of.code()));
        out.counter("coop_requests_total", "Calls of operations, by how they ended.");
        calls.forEach((operation, of) -> of.tellCodes(out, operation));
        out.histogram("coop_request_seconds", "How long calls of operations took.");
        calls.forEach((operation, of) -> of.tellTimes(out, operation));
    }
}
