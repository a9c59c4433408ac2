package dev.coop.transport.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.AgentOperations;
import dev.coop.core.api.ExplainOperations;
import dev.coop.core.api.HealthOperations;
import dev.coop.core.api.InputOperations;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import dev.coop.core.api.OutputOperations;
import dev.coop.core.api.Role;
import dev.coop.core.api.ScreenOperations;
import dev.coop.core.api.SessionOperations;
import dev.coop.core.api.TerminalOperations;
import dev.coop.core.api.WaitOperations;
import dev.coop.core.config.Secret;
import dev.coop.core.session.Session;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the way, the answers and the codes are the same. */
@Timeout(120)
class ScenarioTest {
    private static final String ECHO = "stty -echo -onlcr raw; printf ready; exec cat";

    @TempDir
    Path directory;

    private @Nullable TestHost coop;
    private @Nullable Client client;
    private Optional<String> session = Optional.empty();

    private TestHost open(Way way) throws Exception {
        coop = new TestHost(directory);
        client = way.client(coop, Optional.empty());
        return coop;
    }

    @AfterEach
    void close() throws Exception {
        if (client != null) {
            client.close();
        }
        if (coop != null) {
            coop.close();
        }
    }

    private static ObjectNode fields() {
        return Client.JSON.createObjectNode();
    }

    private Outcome call(Operation<?, ?> operation, ObjectNode fields) throws Exception {
        assertThat(client).isNotNull();
        return client.call(operation, session, fields);
    }

    private JsonNode ok(Operation<?, ?> operation, ObjectNode fields) throws Exception {
        return call(operation, fields).ok();
    }

    private String error(Operation<?, ?> operation, ObjectNode fields) throws Exception {
        return call(operation, fields).error();
    }

    private JsonNode await(String text) throws Exception {
        return ok(WaitOperations.WAIT, fields().put("until", "text").put("text", text));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    @ParameterizedTest
    @EnumSource
    void healthTellsOfTheSession(Way way) throws Exception {
        Session one = open(way).sh("one", "read x");
        JsonNode health = ok(HealthOperations.HEALTH, fields());
        assertThat(health.get("status").asText()).isEqualTo("running");
        assertThat(health.get("session").asText()).isEqualTo("one");
        assertThat(health.get("session_id").asText()).isEqualTo(one.id().toString());
        assertThat(health.get("pid").asLong()).isEqualTo(one.pid().orElseThrow());
        assertThat(health.get("epoch").asInt()).isEqualTo(1);
        assertThat(health.get("terminal_cols").asInt()).isEqualTo(80);
        JsonNode status = ok(HealthOperations.STATUS, fields());
        assertThat(status.get("session").asText()).isEqualTo("one");
        assertThat(status.get("exit_code").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void withoutASessionThereIsHealthAndNothingElse(Way way) throws Exception {
        TestHost host = open(way);
        host.host.remove(host.sh("one", "read x"));
        JsonNode health = ok(HealthOperations.HEALTH, fields());
        assertThat(health.get("pid").isNull()).isTrue();
        assertThat(error(ScreenOperations.SCREEN, fields())).isEqualTo("NOT_FOUND");
        assertThat(error(InputOperations.INPUT, fields().put("text", "x"))).isEqualTo("NOT_FOUND");
    }

    /** Clients are let in before that: a hook that the program calls at once has to find somebody. */
    @ParameterizedTest
    @EnumSource
    void beforeTheFirstSessionTheHostIsNotReady(Way way) throws Exception {
        TestHost host = open(way);
        assertThat(ok(HealthOperations.HEALTH, fields()).get("pid").isNull()).isTrue();
        assertThat(error(ScreenOperations.SCREEN, fields())).isEqualTo("NOT_READY");
        assertThat(error(InputOperations.INPUT, fields().put("text", "x"))).isEqualTo("NOT_READY");
        session = Optional.of("one");
        assertThat(error(ScreenOperations.SCREEN, fields())).isEqualTo("NOT_READY");

        host.sh("one", "read x");
        assertThat(ok(ScreenOperations.SCREEN, fields()).get("cols").asInt()).isEqualTo(80);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTypedIsWaitedForAndSeen(Way way) throws Exception {
        open(way).sh("one", ECHO);
        await("ready");
        assertThat(ok(InputOperations.INPUT, fields().put("text", "\r\nhé"))
                        .get("bytes_written")
                        .asInt())
                .isEqualTo(5);
        JsonNode waited = await("hé");
        assertThat(waited.get("met").asBoolean()).isTrue();
        assertThat(waited.get("reason").asText()).isEqualTo("found");
        assertThat(waited.get("match").get("line").asInt()).isEqualTo(1);
        JsonNode screen = ok(ScreenOperations.SCREEN, fields().put("cursor", true));
        assertThat(texts(screen.get("lines"))).startsWith("ready", "hé");
        assertThat(screen.get("seq").asInt()).isEqualTo(10);
        assertThat(screen.get("cursor").get("row").asInt()).isEqualTo(1);
        assertThat(screen.get("cursor").get("col").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatAProgramSaysOfItselfIsItsState(Way way) throws Exception {
        open(way).sh("one", """
            stty -echo
            printf '\\033]7501;state=blocked:kind=permission:msg=cm0gLXJm\\033\\\\asks'; read line
            printf '\\033]7501;state=error:msg=QVBJIEVycm9yOiA0Mjk=\\033\\\\failed'; read line
            """);
        await("asks");
        JsonNode asking = ok(AgentOperations.AGENT, fields());
        assertThat(asking.get("state").asText()).isEqualTo("prompt");
        assertThat(asking.get("detection_tier").asText()).isEqualTo("5");
        assertThat(asking.get("detection_cause").asText()).isEqualTo("status:blocked(permission)");
        assertThat(asking.get("prompt").get("type").asText()).isEqualTo("permission");
        assertThat(asking.get("prompt").get("input").asText()).isEqualTo("rm -rf");
        JsonNode explained = ok(ExplainOperations.EXPLAIN, fields());
        assertThat(explained.get("since_seq")).isEqualTo(asking.get("since_seq"));
        assertThat(explained.get("detection_cause")).isEqualTo(asking.get("detection_cause"));
        JsonNode said = explained.get("sources").get(0);
        assertThat(said.get("source").asText()).isEqualTo("status");
        assertThat(said.get("claim").asText()).isEqualTo("prompt");
        assertThat(said.get("rank").asText()).isEqualTo("believed");
        assertThat(said.get("excerpt").asText()).startsWith("state=blocked:kind=permission");
        ok(InputOperations.INPUT, fields().put("text", "").put("enter", true));
        await("failed");
        JsonNode failed = ok(AgentOperations.AGENT, fields());
        assertThat(failed.get("state").asText()).isEqualTo("error");
        assertThat(failed.get("error_category").asText()).isEqualTo("rate_limited");
        assertThat(failed.get("error_detail").asText()).isEqualTo("API Error: 429");
        assertThat(failed.path("prompt").isMissingNode() || failed.get("prompt").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void bytesAndKeysArriveAsTheyAre(Way way) throws Exception {
        open(way).sh("one", "stty -echo -icanon -icrnl; printf ready; exec od -An -v -tx1 -w1");
        await("ready");
        String data = Base64.getEncoder().encodeToString(new byte[] {7});
        assertThat(ok(InputOperations.INPUT_RAW, fields().put("data", data))
                        .get("bytes_written")
                        .asInt())
                .isEqualTo(1);
        ObjectNode keys = fields();
        keys.putArray("keys").add("Up").add("ctrl-a").add("alt-x");
        assertThat(ok(InputOperations.INPUT_KEYS, keys).get("bytes_written").asInt())
                .isEqualTo(6);
        await("78");
        assertThat(String.join("", texts(ok(ScreenOperations.SCREEN, fields()).get("lines"))))
                .startsWith("ready 07 1b 5b 41 01 1b 78");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongIsRefusedWithItsField(Way way) throws Exception {
        open(way).sh("one", "read x");
        ObjectNode keys = fields();
        keys.putArray("keys").add("Enter").add("no-such-key");
        assertThat(error(InputOperations.INPUT_KEYS, keys)).startsWith("BAD_REQUEST keys");
        assertThat(error(TerminalOperations.RESIZE, fields().put("cols", 0).put("rows", 10)))
                .isEqualTo("BAD_REQUEST cols");
        assertThat(error(TerminalOperations.RESIZE, fields().put("cols", 10).put("rows", 70_000)))
                .isEqualTo("BAD_REQUEST rows");
        assertThat(error(TerminalOperations.SIGNAL, fields().put("signal", "SIGNOTHING")))
                .isEqualTo("BAD_REQUEST signal");
        assertThat(error(WaitOperations.WAIT, fields().put("until", "doomsday")))
                .isEqualTo("BAD_REQUEST until");
        assertThat(error(WaitOperations.WAIT, fields().put("until", "text"))).isEqualTo("BAD_REQUEST text");
        assertThat(error(WaitOperations.WAIT, fields().put("until", "regex").put("regex", "(")))
                .isEqualTo("BAD_REQUEST regex");
        assertThat(error(ScreenOperations.SCREEN, fields().put("format", "jpeg")))
                .isEqualTo("BAD_REQUEST format");
        assertThat(error(ScreenOperations.SEARCH, fields().put("regex", "("))).isEqualTo("BAD_REQUEST regex");
        assertThat(error(ScreenOperations.SCROLLBACK, fields().put("limit", 0))).isEqualTo("BAD_REQUEST limit");
        assertThat(error(InputOperations.UPLOAD, fields().put("filename", "..").put("data", "eA==")))
                .isEqualTo("BAD_REQUEST filename");
    }

    @ParameterizedTest
    @EnumSource
    void tooManyKeysAreTooLargeAndNoneIsPressed(Way way) throws Exception {
        Session one = open(way).sh("one", "read x");
        ObjectNode keys = fields();
        Collections.nCopies(100_000, "a").forEach(keys.putArray("keys")::add);
        assertThat(error(InputOperations.INPUT_KEYS, keys)).isEqualTo("TOO_LARGE keys");
        assertThat(one.bytesWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anotherSizeIsToldAndSeen(Way way) throws Exception {
        open(way).sh("one", "read x");
        JsonNode size = ok(TerminalOperations.RESIZE, fields().put("cols", 100).put("rows", 30));
        assertThat(size.get("cols").asInt()).isEqualTo(100);
        assertThat(size.get("rows").asInt()).isEqualTo(30);
        assertThat(ok(HealthOperations.HEALTH, fields()).get("terminal_rows").asInt())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource
    void aSignalEndsTheProgramAndTheEndIsToldEverywhere(Way way) throws Exception {
        open(way).sh("one", "echo said; exec sleep 1000");
        await("said");
        assertThat(ok(TerminalOperations.SIGNAL, fields().put("signal", "SIGTERM"))
                        .get("delivered")
                        .asBoolean())
                .isTrue();
        JsonNode end = ok(WaitOperations.WAIT, fields().put("until", "exit"));
        assertThat(end.get("met").asBoolean()).isTrue();
        assertThat(end.get("reason").asText()).isEqualTo("exited");
        JsonNode status = ok(HealthOperations.STATUS, fields());
        assertThat(status.get("state").asText()).isEqualTo("exited");
        assertThat(status.get("exit_code").isNull()).isTrue();
        assertThat(status.get("signal").asInt()).isEqualTo(15);
        ObjectNode keys = fields();
        keys.putArray("keys").add("Enter");
        assertThat(error(InputOperations.INPUT, fields().put("text", "x"))).isEqualTo("EXITED");
        assertThat(error(InputOperations.INPUT_RAW, fields().put("data", "eA==")))
                .isEqualTo("EXITED");
        assertThat(error(InputOperations.INPUT_KEYS, keys)).isEqualTo("EXITED");
        assertThat(error(TerminalOperations.SIGNAL, fields().put("signal", "INT")))
                .isEqualTo("EXITED");
        assertThat(error(TerminalOperations.RESIZE, fields().put("cols", 10).put("rows", 10)))
                .isEqualTo("EXITED");
        assertThat(texts(ok(ScreenOperations.SCREEN, fields()).get("lines"))).startsWith("said");
    }

    @ParameterizedTest
    @EnumSource
    void aWaitEndsInTimeOrWithTheProgram(Way way) throws Exception {
        open(way).sh("one", "printf ready; read x; exit 3");
        await("ready");
        JsonNode late = ok(
                WaitOperations.WAIT,
                fields().put("until", "text").put("text", "never").put("timeout_ms", 10));
        assertThat(late.get("met").asBoolean()).isFalse();
        assertThat(late.get("reason").asText()).isEqualTo("timeout");
        JsonNode quiet =
                ok(WaitOperations.WAIT, fields().put("until", "idle_output").put("idle_ms", 10));
        assertThat(quiet.get("reason").asText()).isEqualTo("quiet");
        ok(InputOperations.INPUT, fields().put("text", "").put("enter", true));
        assertThat(ok(WaitOperations.WAIT, fields().put("until", "exit"))
                        .get("met")
                        .asBoolean())
                .isTrue();
        assertThat(ok(HealthOperations.STATUS, fields()).get("exit_code").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void whatScrolledAwayIsReadAndFoundByNumber(Way way) throws Exception {
        open(way).sh("one", "seq 1000 1999; printf end; read x");
        await("end");
        JsonNode lines =
                ok(ScreenOperations.SCROLLBACK, fields().put("from", 10).put("limit", 2));
        assertThat(lines.get("first").asInt()).isEqualTo(10);
        assertThat(texts(lines.get("lines"))).containsExactly("1010", "1011");
        JsonNode found = ok(ScreenOperations.SEARCH, fields().put("regex", "^1[5]00$"));
        assertThat(found.get("matches").size()).isEqualTo(1);
        assertThat(found.get("matches").get(0).get("line").asInt()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void outputIsReadFromAnOffsetAndTheDumpSaysWhereItEnds(Way way) throws Exception {
        open(way).sh("one", "printf 'one two'; read x");
        await("two");
        JsonNode output = ok(OutputOperations.OUTPUT, fields().put("offset", 4));
        assertThat(new String(Base64.getDecoder().decode(output.get("data").asText()), StandardCharsets.UTF_8))
                .isEqualTo("two");
        assertThat(output.get("next_offset").asInt()).isEqualTo(7);
        JsonNode dump = ok(ScreenOperations.DUMP, fields());
        assertThat(dump.get("offset").asInt()).isEqualTo(7);
        assertThat(new String(Base64.getDecoder().decode(dump.get("data").asText()), StandardCharsets.UTF_8))
                .contains("one two");
    }

    @ParameterizedTest
    @EnumSource
    void theScreenComesDrawnAndNotAtAllWhenItIsKnown(Way way) throws Exception {
        open(way).sh("one", "printf '\\033[31mred\\033[0m'; read x");
        await("red");
        assertThat(ok(ScreenOperations.SCREEN, fields().put("format", "ansi"))
                        .get("drawn")
                        .asText())
                .startsWith("\033[0;31mred\033[0m");
        assertThat(ok(ScreenOperations.SCREEN, fields().put("format", "html"))
                        .get("drawn")
                        .asText())
                .startsWith("<pre")
                .contains("red</span>");
        long seq = ok(ScreenOperations.SCREEN, fields()).get("seq").asLong();
        JsonNode known = ok(ScreenOperations.SCREEN, fields().put("since", seq));
        assertThat(known.get("unchanged").asBoolean()).isTrue();
        assertThat(known.get("lines")).isEmpty();
        JsonNode news = ok(ScreenOperations.SCREEN, fields().put("since", seq - 1));
        assertThat(news.path("unchanged").asBoolean()).isFalse();
        assertThat(texts(news.get("lines"))).startsWith("red");
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsUploaded(Way way) throws Exception {
        open(way).sh("one", "read x");
        byte[] file = "hello".repeat(2000).getBytes(StandardCharsets.UTF_8);
        JsonNode uploaded = ok(
                InputOperations.UPLOAD,
                fields().put("filename", "a file.txt")
                        .put("data", Base64.getEncoder().encodeToString(file)));
        assertThat(uploaded.get("bytes_written").asInt()).isEqualTo(file.length);
        assertThat(Path.of(uploaded.get("path").asText())).hasBinaryContent(file);
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAreCreatedNamedAndEnded(Way way) throws Exception {
        open(way).sh("one", "read x");
        ObjectNode two = fields().put("name", "two").put("cols", 40);
        two.putArray("command").add("sh").add("-c").add("echo second; read x");
        // Over HTTP and gRPC the answer is the session or holds it.
        ok(SessionOperations.CREATE, two);
        assertThat(error(SessionOperations.CREATE, two)).isEqualTo("CONFLICT name");
        JsonNode list = ok(SessionOperations.LIST, fields()).get("sessions");
        assertThat(list.valueStream().map(info -> info.get("name").asText())).containsExactly("one", "two");
        assertThat(list.get(1).get("cols").asInt()).isEqualTo(40);
        session = Optional.of("two");
        await("second");
        session = Optional.empty();
        assertThat(ok(SessionOperations.END, fields().put("name", "two"))
                        .get("ending")
                        .asBoolean())
                .isTrue();
        assertThat(error(SessionOperations.END, fields().put("name", "three"))).isEqualTo("NOT_FOUND name");
        ObjectNode none = fields();
        none.putArray("command").add("/no/such/program");
        assertThat(error(SessionOperations.CREATE, none)).isEqualTo("BAD_REQUEST command");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownSessionIsNotFound(Way way) throws Exception {
        open(way).sh("one", "read x");
        session = Optional.of("nobody");
        assertThat(error(ScreenOperations.SCREEN, fields())).isEqualTo("NOT_FOUND session");
        assertThat(error(InputOperations.INPUT, fields().put("text", "x"))).isEqualTo("NOT_FOUND session");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPlannedIsRefusedAndSaysSo(Way way) throws Exception {
        open(way).sh("one", "read x");
        assertThat(client).isNotNull();
        for (Operation<?, ?> operation : Operations.ALL) {
            boolean mine = operation.door() == Operation.Door.ROLE && client.has(operation);
            if (operation.handler().isEmpty() && mine) {
                ObjectNode fields =
                        operation.name().equals("transcript") && way.name().startsWith("HTTP")
                                ? fields().put("number", "1")
                                : fields();
                assertThat(error(operation, fields)).as(operation.name()).isEqualTo("NO_DRIVER");
            } else if (operation.door() == Operation.Door.HOOK && client.has(operation)) {
                // Needs the session's hook secret, or a token.
                assertThat(error(operation, fields())).as(operation.name()).isEqualTo("FORBIDDEN");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shutdownIsAcceptedAndTheHostIsTold(Way way) throws Exception {
        TestHost host = open(way);
        host.sh("one", "read x");
        assertThat(ok(SessionOperations.SHUTDOWN, fields()).get("accepted").asBoolean())
                .isTrue();
        assertThat(host.shutdown.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOpensWhatItsRoleMayDoAndAWrongOneNothing(Way way) throws Exception {
        TokenStore store = new TokenStore(directory.resolve("tokens.json"), InstantSource.system());
        String observer = store.create(Optional.of("watcher"), Role.OBSERVE, Optional.empty())
                .token()
                .reveal();
        coop = new TestHost(directory, Tokens.of(Optional.of(Secret.of("the-full-token-of-this-test")), store));
        Session one = coop.sh("one", "read x");
        try (Client watcher = way.client(coop, Optional.of(observer));
                Client stranger = way.client(coop, Optional.of("not-a-token-of-anybody"));
                Client nobody = way.client(coop, Optional.empty());
                Client owner = way.client(coop, Optional.of("the-full-token-of-this-test"))) {
            ObjectNode typed = fields().put("text", "x");
            assertThat(watcher.call(ScreenOperations.SCREEN, session, fields()).error())
                    .isEmpty();
            assertThat(watcher.call(InputOperations.INPUT, session, typed).error())
                    .isEqualTo("FORBIDDEN");
            assertThat(stranger.call(ScreenOperations.SCREEN, session, fields()).error())
                    .isEqualTo("UNAUTHORIZED");
            assertThat(nobody.call(ScreenOperations.SCREEN, session, fields()).error())
                    .isEqualTo("UNAUTHORIZED");
            assertThat(one.bytesWritten()).isZero();
            assertThat(owner.call(InputOperations.INPUT, session, typed).error())
                    .isEmpty();
            assertThat(one.bytesWritten()).isEqualTo(1);
        }
        assertThat(Files.exists(directory.resolve("tokens.json"))).isTrue();
    }
}
