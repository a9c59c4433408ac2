package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSizeTest {
    @ParameterizedTest
    @CsvSource({"0, 24, columns", "-1, 24, columns", "2001, 24, columns", "80, 0, rows", "80, 2001, rows"})
    void aSideOutsideTheLimitIsRefusedByName(int columns, int rows, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSize(columns, rows))
                .withMessageStartingWith(field + ": ")
                .withMessageContaining("between 1 and 2000");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2000, 2000"})
    void theLimitsThemselvesAreSizes(int columns, int rows) {
        assertThatNoException().isThrownBy(() -> new WindowSize(columns, rows));
    }
}
