package dev.coop.core.metrics;

/** What there is now. */
public enum Level {
    CONNECTIONS("coop_connections", "Connections that are open."),
    SUBSCRIPTIONS("coop_subscriptions", "Streams that clients read, over WebSocket and gRPC.");

    private final String metric;
    private final String help;

    Level(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    String metric() {
        return metric;
    }

    String help() {
        return help;
    }
}
