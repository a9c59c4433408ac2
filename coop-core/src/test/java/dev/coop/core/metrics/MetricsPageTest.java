package dev.coop.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final String LABEL = "[a-z]+=\"([^\"\\\\]|\\\\.)*\"";
    private static final Pattern LINE = Pattern.compile("[a-z_]+(\\{" + LABEL + "(," + LABEL + ")*})? -?[0-9.E]+");

    private final Meters meters = new Meters();

    private String page() {
        return MetricsPage.of(meters, List.of(), "1 \"x\\", Duration.ofMillis(1500));
    }

    @Test
    void everyLineIsAsPrometheusReadsIt() {
        meters.called("input", Meters.OK, 2_000_000);
        assertThat(page().lines())
                .allMatch(line -> line.startsWith("# HELP ")
                        || line.startsWith("# TYPE ")
                        || LINE.matcher(line).matches());
    }

    @Test
    void whatComesFromOutsideIsEscaped() {
        assertThat(page()).contains("coop_info{version=\"1 \\\"x\\\\\"} 1\n").contains("coop_uptime_seconds 1.5\n");
    }

    @Test
    void callsAreCountedByOperationAndCodeAndTime() {
        meters.called("input", Meters.OK, 2_000_000);
        meters.called("input", Meters.OK, 900_000_000);
        meters.called("input", "EXITED", 1000);
        assertThat(page())
                .contains("coop_requests_total{operation=\"input\",code=\"OK\"} 2\n")
                .contains("coop_requests_total{operation=\"input\",code=\"EXITED\"} 1\n")
                .contains("coop_request_seconds_bucket{operation=\"input\",le=\"0.001\"} 1\n")
                .contains("coop_request_seconds_bucket{operation=\"input\",le=\"0.005\"} 2\n")
                .contains("coop_request_seconds_bucket{operation=\"input\",le=\"0.5\"} 2\n")
                .contains("coop_request_seconds_bucket{operation=\"input\",le=\"+Inf\"} 3\n")
                .contains("coop_request_seconds_count{operation=\"input\"} 3\n");
    }

    @Test
    void whatIsThereNowGoesUpAndDown() {
        meters.change(Figure.CONNECTIONS_OPEN, 1);
        meters.change(Figure.CONNECTIONS_OPEN, 1);
        meters.change(Figure.CONNECTIONS_OPEN, -1);
        meters.count(Figure.CONNECTIONS_TAKEN);
        meters.refused("http", "BAD_REQUEST");
        assertThat(page())
                .contains("\ncoop_connections 1\n")
                .contains("\ncoop_connections_total 1\n")
                .contains("coop_errors_total{transport=\"http\",code=\"BAD_REQUEST\"} 1\n");
    }
}
