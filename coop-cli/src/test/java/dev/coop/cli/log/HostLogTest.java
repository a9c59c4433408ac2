package dev.coop.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.wire.Json;
import dev.coop.core.config.LogFormat;
import dev.coop.core.config.LogLevel;
import dev.coop.core.config.LogSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** What is in the log, what is not, and that it stays small. */
class HostLogTest {
    private static final Logger LOG = LoggerFactory.getLogger("dev.coop.test");

    @TempDir
    private Path directory;

    @Test
    void aLineSaysWhenHowGraveWhatAndOfWhichSessionAndRequest() throws Exception {
        Json line = Json.parse(logged(LogFormat.JSON, LogLevel.INFO, () -> {
            try (var _ = MDC.putCloseable("session", "claude");
                    var _ = MDC.putCloseable("request", "7")) {
                LOG.warn("{} is {}", "this", "odd");
            }
        }));
        assertThat(line.get("time").text()).isPresent();
        assertThat(line.get("level").text()).contains("warn");
        assertThat(line.get("logger").text()).contains("dev.coop.test");
        assertThat(line.get("message").text()).contains("this is odd");
        assertThat(line.get("session").text()).contains("claude");
        assertThat(line.get("request").text()).contains("7");
    }

    @Test
    void asTextALineIsOneLine() {
        String text = logged(LogFormat.TEXT, LogLevel.INFO, () -> LOG.info("one\nforged: two"));
        assertThat(text).contains("INFO  test: one?forged: two\n");
    }

    @Test
    void secretsAreNotInIt() {
        String secret = "coop_" + "a1B2c3D4".repeat(5);
        for (LogFormat format : LogFormat.values()) {
            String text = logged(format, LogLevel.INFO, () -> {
                LOG.warn("shown: {}", secret, new IllegalStateException("GET /ws?token=hush-hush " + secret));
            });
            assertThat(text).contains("shown").doesNotContain(secret).doesNotContain("hush-hush");
        }
    }

    @Test
    void whatIsLighterThanAskedForIsLeftOut() {
        assertThat(logged(LogFormat.TEXT, LogLevel.WARN, () -> LOG.info("light")))
                .isEmpty();
        assertThat(logged(LogFormat.TEXT, LogLevel.OFF, () -> LOG.error("heavy")))
                .isEmpty();
        assertThat(logged(LogFormat.TEXT, LogLevel.DEBUG, () -> LOG.debug("light")))
                .contains("light");
    }

    @Test
    void ofLibrariesOnlyWarningsAreHeardAndNotThoseOfTheLocalBridge() {
        assertThat(Weights.passes("io.netty.channel.X", Level.INFO, LogLevel.DEBUG))
                .isFalse();
        assertThat(Weights.passes("io.grpc.X", Level.WARN, LogLevel.INFO)).isTrue();
        assertThat(Weights.passes("io.netty.bootstrap.ServerBootstrap", Level.WARN, LogLevel.DEBUG))
                .isFalse();
        assertThat(Weights.passes("io.netty.bootstrap.ServerBootstrap", Level.ERROR, LogLevel.WARN))
                .isTrue();
    }

    @Test
    void whatTheJdksOwnLoggingGetsIsInTheSameLog() {
        String text = logged(
                LogFormat.TEXT,
                LogLevel.INFO,
                () -> java.util.logging.Logger.getLogger("io.grpc.test").warning("from gRPC"));
        assertThat(text).contains("WARN  test: from gRPC");
    }

    @Test
    void aFileIsForItsUserAloneAndTheOldOneMakesRoom() throws IOException {
        Path file = directory.resolve("logs/claude.log");
        RotatedFile log = new RotatedFile(file, 100);
        for (int i = 0; i < 50; i++) {
            log.write("line number " + i);
        }
        log.close();
        assertThat(Files.size(file)).isLessThanOrEqualTo(100);
        assertThat(Files.readString(file)).endsWith("line number 49\n");
        assertThat(Files.size(directory.resolve("logs/claude.log.1"))).isLessThanOrEqualTo(100);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory.resolve("logs"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whoLogsNeverWaitsAndTheLogSaysWhatItLost() throws Exception {
        List<String> written = new CopyOnWriteArrayList<>();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch full = new CountDownLatch(1000);
        LogWriter writer = new LogWriter(new LogWriter.Destination() {
            @Override
            public void write(String line) throws IOException {
                try {
                    held.await();
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                written.add(line);
                full.countDown();
            }

            @Override
            public void close() {}
        });
        for (int i = 0; i < 5000; i++) {
            writer.take("line " + i);
        }
        held.countDown();
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        writer.take("later");
        writer.close();
        assertThat(written).anyMatch(line -> line.contains("lines were lost here"));
    }

    private static String logged(LogFormat format, LogLevel level, Runnable event) {
        StringWriter text = new StringWriter();
        try (HostLog _ = HostLog.on(new PrintWriter(text, true), new LogSettings(format, level))) {
            event.run();
        }
        return text.toString();
    }
}
