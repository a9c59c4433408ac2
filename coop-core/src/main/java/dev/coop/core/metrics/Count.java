package dev.coop.core.metrics;

/** What is counted, from the host's start. */
public enum Count {
    CONNECTIONS("coop_connections_total", "Connections that were taken."),
    CONNECTIONS_REFUSED("coop_connections_refused_total", "Connections that were closed at once: there were too many."),
    GAPS("coop_gaps_total", "Gaps that slow readers of a stream were told of."),
    SLOW_CLIENTS_CLOSED("coop_slow_clients_closed_total", "Clients that were closed because they read nothing.");

    private final String metric;
    private final String help;

    Count(String metric, String help) {
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
