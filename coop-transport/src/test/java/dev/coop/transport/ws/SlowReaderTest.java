package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coop.core.session.Session;
import dev.coop.transport.TestHost;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A5: what a slow reader did not get was lost without a word. */
@Timeout(120)
class SlowReaderTest {
    @TempDir
    Path directory;

    private TestHost coop;

    @BeforeEach
    void open() throws Exception {
        coop = new TestHost(directory);
    }

    @AfterEach
    void close() {
        coop.close();
    }

    @Test
    void aSlowReaderIsToldTheGapAndGoesOnBehindIt() throws Exception {
        Session session = coop.sh("one", "read x; yes 0123456789abcde | head -c 30000000; echo; echo done");
        try (RawClient slow = RawClient.narrow(coop.port(), "?subscribe=pty")) {
            slow.say("{\"event\":\"input:send\",\"text\":\"\",\"enter\":true}").await("input:sent");
            session.exit().get(60, TimeUnit.SECONDS);

            long position = -1;
            int gaps = 0;
            boolean behindGap = false;
            String last = "";
            while (!last.endsWith("done\r\n")) {
                RawClient.Frame frame = slow.next();
                JsonNode message = frame.json();
                switch (frame.event()) {
                    case "pty" -> {
                        assertThat(behindGap).isFalse();
                        assertThat(message.get("offset").asLong()).isEqualTo(position < 0 ? 0 : position);
                        last = new String(frame.data(), StandardCharsets.UTF_8);
                        position = message.get("offset").asLong() + frame.data().length;
                    }
                    case "gap" -> {
                        gaps++;
                        assertThat(message.get("channel").asText()).isEqualTo("pty");
                        assertThat(message.get("from").asLong()).isEqualTo(position);
                        // There may be another gap by the time that he takes more.
                        position = message.get("to").asLong();
                        behindGap = true;
                    }
                    case "replay" -> {
                        assertThat(behindGap).isTrue();
                        behindGap = false;
                        assertThat(message.get("offset").asLong()).isEqualTo(position);
                        last = new String(frame.data(), StandardCharsets.UTF_8);
                        position += frame.data().length;
                        assertThat(message.get("next_offset").asLong()).isEqualTo(position);
                    }
                    default -> throw new AssertionError(frame.text());
                }
            }
            assertThat(gaps).isPositive();
            assertThat(position).isEqualTo(session.output().end());
        }
    }

    @Test
    void inBinaryAGapIsToldInTextAndTheBytesGoOnAtItsEnd() throws Exception {
        Session session = coop.sh("one", "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo done");
        session.exit().get(60, TimeUnit.SECONDS);
        try (RawClient client = RawClient.open(coop.port(), "?subscribe=pty&offset=0&binary=true")) {
            JsonNode gap = client.await("gap");
            assertThat(gap.get("from").asLong()).isZero();
            long position = gap.get("to").asLong();
            assertThat(position).isEqualTo(session.output().start());
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            while (position < session.output().end()) {
                RawClient.Frame frame = client.next();
                assertThat(frame.opcode()).isEqualTo(RawClient.BINARY);
                ByteBuffer payload = ByteBuffer.wrap(frame.payload());
                assertThat(payload.getLong()).isEqualTo(position);
                position += payload.remaining();
                read.write(frame.payload(), 8, payload.remaining());
            }
            assertThat(read.toString(StandardCharsets.UTF_8)).startsWith("xxx").endsWith("xx\r\ndone\r\n");
        }
    }
}
