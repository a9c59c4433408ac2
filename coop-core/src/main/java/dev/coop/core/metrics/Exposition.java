package dev.coop.core.metrics;

/** Writes figures in Prometheus' text format, version 0.0.4. */
final class Exposition {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder out = new StringBuilder();

    Exposition counter(String metric, String help) {
        return head(metric, help, "counter");
    }

    Exposition gauge(String metric, String help) {
        return head(metric, help, "gauge");
    }

    Exposition histogram(String metric, String help) {
        return head(metric, help, "histogram");
    }

    private Exposition head(String metric, String help, String type) {
        out.append("# HELP ").append(metric).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
        return this;
    }

    /** A whole number, which a {@code double} could not always hold. */
    Exposition line(String metric, long value, String... labels) {
        name(metric, labels);
        out.append(value).append('\n');
        return this;
    }

    /** @param labels names and values by turns */
    Exposition line(String metric, double value, String... labels) {
        name(metric, labels);
        out.append(value).append('\n');
        return this;
    }

    private void name(String metric, String... labels) {
        out.append(metric);
        for (int i = 0; i < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            out.append('"');
        }
        if (labels.length > 0) {
            out.append('}');
        }
        out.append(' ');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
