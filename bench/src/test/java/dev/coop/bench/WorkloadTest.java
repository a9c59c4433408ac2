package dev.coop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
    @ParameterizedTest
    @EnumSource
    void everyRunGetsTheSameBytes(Workload workload) {
        byte[] chunk = workload.chunk();

        assertThat(workload.chunk()).isEqualTo(chunk);
        assertThat(chunk.length).isBetween(Workload.CHUNK_BYTES, Workload.CHUNK_BYTES + (1 << 17));
    }

    @ParameterizedTest
    @EnumSource
    void theFileHasLineFeedsAloneAndKnowsWhatATerminalMakesOfThem(Workload workload) throws Exception {
        try (WorkloadFile file = workload.toFile(2L * Workload.CHUNK_BYTES)) {
            String text = Files.readString(file.path(), StandardCharsets.UTF_8);

            assertThat(text).doesNotContain("\r");
            assertThat(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                    .hasSize(Math.toIntExact(file.terminalBytes()));
        }
    }

    @Test
    void aReaderThatMissedBytesIsFoundOut() throws Exception {
        try (WorkloadFile file = WorkloadFile.repeat(new byte[] {'a', '\n'}, 3, 9)) {
            file.checkAllRead(18, 2);
            assertThatThrownBy(() -> file.checkAllRead(17, 2)).hasMessageContaining("read 17 bytes of 18");
        }
    }
}
