package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00.250Z");
    private static final String EVENT = "{\"text\":\"a \\\"quoted\\\" {brace} and \\\\\",\"list\":[{},[1]],\"ü\":null}";
    private static final String LINE = "{\"seq\":4711,\"at\":\"2026-11-20T12:00:00.250Z\",\"event\":" + EVENT + "}";

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void aLineIsWrittenAsDocumentedAndReadBack() {
        assertThat(new LogLine(4711, AT, bytes(EVENT)).bytes()).isEqualTo(bytes(LINE + "\n"));

        var read = LogLine.parse(bytes(LINE)).orElseThrow();
        assertThat(read.seq()).isEqualTo(4711);
        assertThat(read.at()).isEqualTo(AT);
        assertThat(read.event()).isEqualTo(bytes(EVENT));
    }

    @Test
    void noBeginningOfALineIsTakenForALine() {
        var line = bytes(LINE);
        for (var length = 0; length < line.length; length++) {
            assertThat(LogLine.parse(Arrays.copyOf(line, length)))
                    .as("length %d", length)
                    .isEmpty();
        }
    }

    @Test
    void aLineWithZerosInItIsNotTakenForALine() {
        var line = bytes(LINE);
        for (var at = 0; at < line.length; at++) {
            var torn = line.clone();
            torn[at] = 0;
            assertThat(LogLine.parse(torn)).as("zero at %d", at).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{\"seq\":,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}",
                "{\"seq\":0,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}",
                "{\"seq\":-1,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}",
                "{\"seq\":99999999999999999999,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}",
                "{\"seq\":9999999999999999999,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}",
                "{\"seq\":1,\"at\":\"yesterday\",\"event\":{}}",
                "{\"seq\":1,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}}",
                "{\"seq\":1,\"at\":\"2026-11-20T12:00:00Z\",\"event\":7}",
                "{\"seq\":01,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}",
                " {\"seq\":1,\"at\":\"2026-11-20T12:00:00Z\",\"event\":{}}"
            })
    void whatIsNoLineIsNotTakenForOne(String text) {
        assertThat(LogLine.parse(bytes(text))).isEmpty();
    }

    @Test
    void theLargestNumberIsRead() {
        assertThat(LogLine.seqOf(bytes("{\"seq\":9223372036854775807,\"at\":\"")))
                .isEqualTo(Long.MAX_VALUE);
    }
}
