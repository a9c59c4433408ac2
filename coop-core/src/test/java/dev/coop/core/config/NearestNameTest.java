package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("port", "port-grpc", "rows", "ring-size", "name");

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "por, port",
        "portt, port",
        "rowss, rows",
        "rings-ize, ring-size",
        "ring_size, ring-size",
        "RING-SIZE, ring-size",
        "grpc-port, port-grpc",
        "size-ring, ring-size",
        "port-gprc, port-grpc",
    })
    void aSlipFindsTheName(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "po", "r", "''", "-", "lame-duck", "rosette"})
    void anotherWordFindsNothing(String written) {
        assertThat(NearestName.of(written, KNOWN)).isEmpty();
    }

    @Test
    void theNearestOfSeveralIsFound() {
        assertThat(NearestName.of("limit-bdy", List.of("limit-bdys2", "limit-body", "limit")))
                .contains("limit-body");
    }
}
