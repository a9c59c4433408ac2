package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.wire.Json;
import dev.coop.core.pty.ExitStatus.Exited;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each command once, against a host that is a process of its own, over its Unix socket. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EveryCommandTest {
    /** Generous: the machine may be busy with other tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Map<String, String> environment;

    @SuppressWarnings("NullAway.Init")
    private Process host;

    @BeforeEach
    void startAHost() throws Exception {
        environment = Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                directory.toString(),
                "XDG_RUNTIME_DIR",
                directory.toString(),
                "XDG_STATE_HOME",
                directory.resolve("state").toString(),
                "BROWSER",
                "true");
        ProcessBuilder builder = new ProcessBuilder(CoopCommand.of(
                        "--port", "0", "--name", "work", "--agent", "gemini", "--log-format", "text", "--", "sh"))
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        host = builder.start();
        BufferedReader errors = host.errorReader();
        for (String line = errors.readLine(); line != null && !line.contains("unix:"); line = errors.readLine()) {
            assertThat(line).doesNotContain("SO_KEEPALIVE");
        }
    }

    @AfterEach
    void endTheHost() throws Exception {
        host.destroy();
        assertThat(host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyCommandDoesWhatItSays() throws Exception {
        List<Json> listed = Json.parse(good("ls", "--json")).items();
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().get("name").text()).contains("work");
        assertThat(listed.getFirst().get("agent").text()).contains("gemini");
        assertThat(good("ls")).contains("work").contains("gemini");

        good("input", "work", "--enter", "echo $((6*7)); echo $COOP_URL");
        assertThat(Json.parse(good("wait", "work", "--text", "42", "--json"))
                        .get("met")
                        .isTrue())
                .isTrue();
        good("wait", "work", "--regex", "^http://127\\.0\\.0\\.1:[0-9]+$");
        assertThat(good("screen", "work", "--plain")).contains("42");
        assertThat(good("peek", "work")).contains("42");
        assertThat(Json.parse(good("screen", "work", "--json")).get("lines").texts())
                .anyMatch(line -> line.equals("42"));

        good("resize", "work", "77x22");
        Json status = Json.parse(good("status", "work", "--json"));
        assertThat(status.get("state").text()).isPresent();
        assertThat(good("status", "work")).contains("state");
        assertThat(good("explain", "work")).isEqualTo("work is unknown, because of process:activity\n");
        good("input", "work", "printf '\\033]7501;state=idle\\033\\\\'; echo to$((1))ld", "--enter");
        good("wait", "work", "--text", "to1ld");
        assertThat(good("explain", "work"))
                .startsWith("work is idle, because of status:idle\n")
                .contains("believed", "state=idle");
        assertThat(Json.parse(good("explain", "work", "--json")).get("sources").items())
                .hasSize(1);
        assertThat(Json.parse(good("screen", "work", "--json")).get("cols").number())
                .hasValue(77);

        Files.writeString(directory.resolve("notes.txt"), "uploaded");
        String uploaded = good("upload", "work", directory.resolve("notes.txt").toString());
        assertThat(Path.of(uploaded.strip())).hasContent("uploaded");
        assertThat(Json.parse(good(
                                "upload", "work", directory.resolve("notes.txt").toString(), "--json"))
                        .get("path")
                        .text())
                .isPresent();

        good("input", "work", "trap 'echo caught' USR1");
        good("send-keys", "work", "enter");
        good("signal", "work", "USR1");
        good("wait", "work", "--text", "caught");

        assertThat(good("version")).startsWith("coop ");
        assertThat(good("completion", "bash")).contains("send-keys");
        assertThat(Json.parse(good("config", "--json")).get("settings").items()).isNotEmpty();
        good("open", "--port", "1");
    }

    @Test
    void aTokenOfTheCommandLineOpensARunningHostUntilItIsRevoked() throws Exception {
        String url = url();
        String token = good("token", "create", "ci", "--role", "observe").strip();
        assertThat(withToken(token, "screen", "--url", url).code()).isZero();
        Coop typed = withToken(token, "input", "--url", url, "not allowed");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.errors()).contains("FORBIDDEN").doesNotContain(token);
        good("token", "revoke", "ci");
        awaitRefusal(token, url);
    }

    @Test
    void shutdownEndsTheHostAndAttachHearsOfIt() throws Exception {
        try (Host terminals = new Host()) {
            List<String> attach = CoopCommand.of("attach", "work");
            Session user = terminals.start(
                    new Launch(attach, directory, environment, "xterm-256color", new WindowSize(80, 24)),
                    SessionLimits.DEFAULT);
            good("input", "work", "--enter", "echo seen by attach");
            user.write("\u001d".getBytes(StandardCharsets.UTF_8));
            assertThat(user.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Exited(0));
        }
        good("shutdown", "work");
        assertThat(host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(host.exitValue()).isZero();
        Coop gone = Coop.run(environment, "status", "work");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.errors()).contains("nothing named 'work' runs");
    }

    private String url() throws Exception {
        good("input", "work", "--enter", "echo $COOP_URL >url; echo written");
        good("wait", "work", "--text", "written");
        return Files.readString(directory.resolve("url")).strip();
    }

    /** A revoked token is good for a second at most. */
    private void awaitRefusal(String token, String url) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (withToken(token, "screen", "--url", url).code() == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private Coop withToken(String token, String... arguments) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("COOP_AUTH_TOKEN", token);
        return Coop.run(more, arguments);
    }

    private String good(String... arguments) {
        Coop done = Coop.run(environment, arguments);
        assertThat(done.code())
                .as("%s: %s", String.join(" ", arguments), done.errors())
                .isZero();
        return done.out();
    }
}
