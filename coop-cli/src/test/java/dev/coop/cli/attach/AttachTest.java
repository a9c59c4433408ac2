package dev.coop.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.coop.cli.CoopCommand;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.Peer;
import dev.coop.cli.wire.WebSocketPeer;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * coop attach in a real terminal of 40x10, which is one of coop's own, and a host that does what the test tells it.
 *
 * <p>A10: {@code ws://} works, the attempts are counted anew after a success, nothing is blank after a reconnect, and an
 * ended agent's screen is shown.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachTest {
    /** Generous: the machine may be busy with other tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String AROUND_COOP =
            "stty -g >before; echo 'shell$'; sh -c 'echo $$ >pid; exec \"$@\"' sh \"$@\" 2>errors;"
                    + " echo \"<coop ended: $?>\"; stty -g >after";

    private static Host terminals;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Peer host;

    @SuppressWarnings("NullAway.Init")
    private Session user;

    @BeforeAll
    static void openTheTerminals() {
        terminals = new Host();
    }

    @AfterAll
    static void closeTheTerminals() {
        terminals.close();
    }

    @BeforeEach
    void listen() throws IOException {
        Files.createDirectories(directory.resolve("coop"));
        host = Peer.on(directory.resolve("coop/agent.sock"));
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        if (user != null) {
            user.close();
        }
    }

    @Test
    void theScreenIsShownThenWhatFollowsAndWhatIsTypedArrives() throws Exception {
        attach("agent");
        WebSocketPeer link = WebSocketPeer.accept(host);
        assertThat(link.head().getFirst()).startsWith("GET /ws?binary=true&attach=true&subscribe=state ");
        expect(link, "{\"event\":\"resize\",\"cols\":40,\"rows\":9,\"request_id\":\"resize\"}");
        expect(link, "{\"event\":\"dump:get\",\"request_id\":\"dump\"}");
        expect(link, "{\"event\":\"status:get\"}");
        link.send("{\"event\":\"transition\",\"prev\":\"idle\",\"next\":\"idle\",\"seq\":3}");
        link.send(dump("first\r\nsecond", 1000, 40, 9));
        expect(link, "{\"event\":\"subscribe\",\"channels\":[\"pty\"],\"offset\":1000}");
        await(screen -> screen.lines().subList(0, 2).equals(List.of("first", "second"))
                && screen.lines().get(9).startsWith(" [coop] idle |"));
        link.send(output(990, "0123456789\r\nthird"));
        await(screen -> screen.lines().get(2).equals("third"));
        type("x");
        expect(link, "{\"event\":\"input:send:raw\",\"data\":\"eA==\",\"request_id\":\"input\"}");
        link.send("{\"event\":\"input:sent\",\"bytes_written\":1,\"request_id\":\"input\"}");
        type("\u001d");
        assertThat(ended()).isZero();
        assertThat(errors()).isEqualTo("detached; to return: coop attach agent\n");
        theTerminalIsAsItWas();
    }

    @Test
    void aWsUrlIsAsGoodAsAnyAndTheTokenIsShown() throws Exception {
        try (Peer port = Peer.onTcp()) {
            String url = port.endpoint().toString().replace("http:", "ws:") + "/ws";
            start(Map.of("COOP_AUTH_TOKEN", "hush"), "attach", "--no-statusline", url);
            WebSocketPeer link = WebSocketPeer.accept(port);
            assertThat(link.head()).contains("Authorization: Bearer hush");
            expect(link, "{\"event\":\"resize\",\"cols\":40,\"rows\":10,\"request_id\":\"resize\"}");
            link.send(dump("here", 0, 40, 10));
            await(screen -> screen.lines().getFirst().equals("here"));
            type("\u001d");
            assertThat(ended()).isZero();
        }
    }

    @Test
    void theEndOfTheProgramIsTheEndOfTheCommandWithItsCode() throws Exception {
        attach("agent");
        WebSocketPeer link = connected("", 0);
        link.send("{\"event\":\"exit\",\"code\":7,\"signal\":null}");
        link.send(output(0, "last words"));
        assertThat(ended()).isEqualTo(7);
        theTerminalIsAsItWas();
    }

    @Test
    void aSignalThatEndedTheProgramIsInTheCode() throws Exception {
        attach("agent");
        WebSocketPeer link = connected("", 0);
        link.send("{\"event\":\"exit\",\"code\":null,\"signal\":9}");
        link.close();
        assertThat(ended()).isEqualTo(137);
    }

    @Test
    void ofAProgramThatHasEndedBeforeTheScreenIsShownUntilTheUserLeaves() throws Exception {
        attach("agent");
        WebSocketPeer link = WebSocketPeer.accept(host);
        link.send("{\"event\":\"exit\",\"code\":3,\"signal\":null}");
        link.send(dump("the end", 5, 40, 9));
        await(screen -> screen.lines().getFirst().equals("the end")
                && screen.lines().get(9).contains("ended with code 3; Ctrl+] leaves"));
        type("\u001d");
        assertThat(ended()).isZero();
    }

    @Test
    void afterALostConnectionTheScreenIsThereAgain() throws Exception {
        attach("agent");
        for (int i = 0; i < 3; i++) {
            WebSocketPeer link = connected("screen " + i, 100L * i);
            int seen = i;
            await(screen -> screen.lines().getFirst().equals("screen " + seen));
            link.close();
            // Counted anew each time, hence always the first attempt.
            await(screen -> screen.lines().getLast().contains("reconnecting (1/10) in 0.5"));
        }
        connected("at last", 5000);
        await(screen -> screen.lines().getFirst().equals("at last")
                && screen.lines().getLast().contains("[coop]"));
        type("\u001d");
        assertThat(ended()).isZero();
    }

    @Test
    void whereNoConnectionComesAboutAnyMoreItIsGivenUpAndSaid() throws Exception {
        attach("agent", "--max-reconnects", "1");
        connected("here", 0);
        host.close();
        assertThat(ended()).isEqualTo(1);
        assertThat(errors()).isEqualTo("coop attach: nothing listens on " + directory + "/coop/agent.sock\n");
        theTerminalIsAsItWas();
    }

    @Test
    void aHostThatHasEndedInOrderIsNotWaitedFor() throws Exception {
        attach("agent");
        connected("here", 0);
        Files.delete(directory.resolve("coop/agent.sock"));
        host.close();
        assertThat(ended()).isEqualTo(1);
        assertThat(errors()).isEqualTo("coop attach: the host has ended\n");
    }

    @Test
    void whileThereIsNoConnectionTheUserCanLeave() throws Exception {
        attach("agent");
        connected("here", 0).close();
        await(screen -> screen.lines().getLast().contains("reconnecting"));
        type("\u001d");
        assertThat(ended()).isZero();
    }

    @Test
    void aGapIsFilledByTheWholeScreen() throws Exception {
        attach("agent");
        WebSocketPeer link = connected("old", 100);
        link.send("{\"event\":\"gap\",\"channel\":\"pty\",\"from\":100,\"to\":900}");
        link.send(output(900, "not shown"));
        expect(link, "{\"event\":\"dump:get\",\"request_id\":\"dump\"}");
        link.send(dump("new", 1000, 40, 9));
        expect(link, "{\"event\":\"subscribe\",\"channels\":[\"pty\"],\"offset\":1000}");
        link.send(output(1000, " and newer"));
        await(screen -> screen.lines().getFirst().equals("new and newer"));
        leave();
    }

    @Test
    void anotherWindowIsToldAndPainted() throws Exception {
        attach("agent");
        WebSocketPeer link = connected("text", 0);
        await(screen -> screen.lines().getFirst().equals("text"));
        user.resize(new WindowSize(60, 20));
        expect(link, "{\"event\":\"resize\",\"cols\":60,\"rows\":19,\"request_id\":\"resize\"}");
        link.send("{\"event\":\"resized\",\"cols\":99,\"rows\":99,\"request_id\":\"resize\"}");
        link.send("{\"event\":\"resized\",\"cols\":60,\"rows\":19}");
        expect(link, "{\"event\":\"dump:get\",\"request_id\":\"dump\"}");
        link.send(dump("\033[19;50Hcorner", 10, 60, 19));
        await(screen -> screen.lines().size() == 20
                && screen.lines().get(18).endsWith("corner")
                && screen.lines().get(19).contains("60x19"));
        leave();
    }

    @Test
    void ctrlLAsksForTheScreenAndIsNotTyped() throws Exception {
        attach("agent");
        WebSocketPeer link = connected("text", 0);
        await(screen -> screen.lines().getFirst().equals("text"));
        type("\f");
        expect(link, "{\"event\":\"dump:get\",\"request_id\":\"dump\"}");
        type("a");
        expect(link, "{\"event\":\"input:send:raw\",\"data\":\"YQ==\",\"request_id\":\"input\"}");
        leave();
    }

    @Test
    void aRefusalIsSaidAndTheTerminalIsNotTouched() throws Exception {
        attach("agent");
        Peer.Talk talk = host.accept();
        talk.head();
        talk.answer(
                401, "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"unauthorized\",\"hint\":\"show a token\"}}");
        assertThat(ended()).isEqualTo(1);
        assertThat(errors()).isEqualTo("coop: refused: UNAUTHORIZED unauthorized (show a token)\n");
        theTerminalIsAsItWas();
    }

    @Test
    void sigtermGivesTheTerminalBack() throws Exception {
        endBySignal("TERM", 143);
    }

    @Test
    void sighupGivesTheTerminalBack() throws Exception {
        endBySignal("HUP", 129);
    }

    @Test
    void sigintGivesTheTerminalBack() throws Exception {
        endBySignal("INT", 130);
    }

    private void endBySignal(String name, int code) throws Exception {
        attach("agent");
        connected("\033[?1049h\033[?1003h\033[?25l\033[>1utext", 0);
        await(screen ->
                screen.lines().getFirst().equals("text") && screen.modes().contains(Mode.MOUSE_ALL));
        String pid = Files.readString(directory.resolve("pid")).strip();
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
        assertThat(ended()).isEqualTo(code);
        theTerminalIsAsItWas();
    }

    private void attach(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("attach"));
        all.addAll(List.of(arguments));
        start(Map.of(), all.toArray(String[]::new));
    }

    private void start(Map<String, String> more, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", AROUND_COOP, "sh"));
        argv.addAll(CoopCommand.of(arguments));
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "XDG_RUNTIME_DIR", directory.toString()));
        environment.putAll(more);
        Launch launch = new Launch(argv, directory, environment, "xterm-256color", new WindowSize(40, 10));
        user = terminals.start(launch, SessionLimits.DEFAULT);
    }

    /** Accepts a connection and shows this text. */
    private WebSocketPeer connected(String text, long offset) throws Exception {
        WebSocketPeer link = WebSocketPeer.accept(host);
        link.send("{\"event\":\"transition\",\"next\":\"idle\"}");
        link.send(dump(text, offset, 40, 9));
        expect(link, "{\"event\":\"subscribe\",\"channels\":[\"pty\"],\"offset\":" + offset + "}");
        return link;
    }

    private static String dump(String text, long offset, int columns, int rows) {
        return Json.object()
                .with("event", "dump")
                .with("request_id", "dump")
                .with("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .with("offset", offset)
                .with("cols", columns)
                .with("rows", rows)
                .toString();
    }

    private static byte[] output(long offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(offset)
                .put(bytes)
                .array();
    }

    /** Reads on until this message comes. */
    private static void expect(WebSocketPeer link, String message) throws IOException {
        List<String> others = new ArrayList<>();
        for (String next = link.read(); !next.equals(message); next = link.read()) {
            others.add(next);
            assertThat(others).as("instead of %s", message).hasSizeLessThan(20);
        }
    }

    private void type(String keys) throws Exception {
        user.write(keys.getBytes(StandardCharsets.UTF_8));
    }

    private void leave() throws Exception {
        type("\u001d");
        assertThat(ended()).isZero();
    }

    /** The exit code. */
    private int ended() throws Exception {
        await(screen -> screen.lines().stream().anyMatch(line -> line.startsWith("<coop ended: ")));
        String line = user.snapshot().join().lines().stream()
                .filter(l -> l.startsWith("<coop ended: "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceAll("[^0-9]", ""));
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("errors"));
    }

    private void theTerminalIsAsItWas() throws Exception {
        user.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
        Snapshot screen = user.snapshot().join();
        assertThat(screen.alternate()).isFalse();
        assertThat(screen.lines()).startsWith("shell$");
        assertThat(screen.modes()).isEqualTo(Mode.initial());
        assertThat(screen.keyboardFlags()).isZero();
    }

    /** Looks at the screen after each output, until it is as wanted. */
    private void await(Predicate<Snapshot> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (ByteCursor output = user.output().cursor(user.output().end())) {
            Snapshot screen = user.snapshot().join();
            while (!wanted.test(screen)) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isNegative()
                        || !output.await(left)
                        || output.read(new byte[1 << 16], 0, 1 << 16) instanceof Read.End) {
                    fail("in vain; the screen: %s; stderr: %s", screen.lines(), errors());
                }
                screen = user.snapshot().join();
            }
        }
    }
}
