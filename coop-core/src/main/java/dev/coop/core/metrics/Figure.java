package dev.coop.core.metrics;

/** A figure of the whole host. */
public enum Figure {
    CONNECTIONS_TAKEN(Kind.COUNT, "coop_connections_total", "Connections that were taken."),
    CONNECTIONS_REFUSED(
            Kind.COUNT, "coop_connections_refused_total", "Connections that were closed at once: there were too many."),
    GAPS(Kind.COUNT, "coop_gaps_total", "Gaps that slow readers of a stream were told of."),
    SLOW_CLIENTS_CLOSED(
            Kind.COUNT, "coop_slow_clients_closed_total", "Clients that were closed because they read nothing."),
    CONNECTIONS_OPEN(Kind.LEVEL, "coop_connections", "Connections that are open."),
    SUBSCRIPTIONS(Kind.LEVEL, "coop_subscriptions", "Streams that clients read, over WebSocket and gRPC.");

    private enum Kind {
        /** What has happened since the host's start. */
        COUNT,
        /** What there is now. */
        LEVEL
    }

    private final Kind kind;
    private final String metric;
    private final String help;

    Figure(Kind kind, String metric, String help) {
        this.kind = kind;
        this.metric = metric;
        this.help = help;
    }

    void tell(Exposition out, long value) {
        switch (kind) {
            case COUNT -> out.counter(metric, help).line(metric, value);
            case LEVEL -> out.gauge(metric, help).line(metric, value);
        }
    }
}
