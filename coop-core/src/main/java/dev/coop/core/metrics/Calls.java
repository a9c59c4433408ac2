package dev.coop.core.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The calls of one operation: how they ended, and how long they took. */
final class Calls {
    /** Upper ends of the ranges in which times are counted, in nanoseconds; the last range has none. */
    private static final long[] BOUNDS = {1_000_000, 5_000_000, 25_000_000, 100_000_000, 500_000_000, 2_500_000_000L};

    private static final double NANOS = 1e9;

    private final Map<String, LongAdder> byCode = new ConcurrentHashMap<>();
    private final LongAdder[] ranges = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Calls() {
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new LongAdder();
        }
    }

    void add(String code, long took) {
        byCode.computeIfAbsent(code, _ -> new LongAdder()).increment();
        int range = 0;
        while (range < BOUNDS.length && took > BOUNDS[range]) {
            range++;
        }
        ranges[range].increment();
        nanos.add(took);
    }

    void tellCodes(Exposition out, String operation) {
        byCode.forEach(
                (code, count) -> out.line("coop_requests_total", count.sum(), "operation", operation, "code", code));
    }

    void tellTimes(Exposition out, String operation) {
        String metric = "coop_request_seconds";
        long sum = 0;
        for (int i = 0; i < ranges.length; i++) {
            sum += ranges[i].sum();
            String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i] / NANOS) : "+Inf";
            out.line(metric + "_bucket", sum, "operation", operation, "le", bound);
        }
        out.line(metric + "_sum", nanos.sum() / NANOS, "operation", operation);
        out.line(metric + "_count", sum, "operation", operation);
    }
}
