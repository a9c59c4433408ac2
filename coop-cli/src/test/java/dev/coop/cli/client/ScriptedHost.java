package dev.coop.cli.client;

import dev.coop.cli.wire.Endpoint;
import dev.coop.cli.wire.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that answers what a test told it to, and remembers what it was asked. */
final class ScriptedHost implements AutoCloseable {
    /** What it was asked. */
    record Asked(String line, List<String> headers, String body) {}

    private record Reply(int status, String body) {}

    private final Peer peer;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Thread serving;

    private ScriptedHost(Peer peer) {
        this.peer = peer;
        serving = Thread.ofPlatform().daemon().start(this::serve);
    }

    /** A host of that name, in a runtime directory. */
    static ScriptedHost named(String name, Path runtime) throws IOException {
        Path folder = Files.createDirectories(runtime.resolve("coop"));
        return new ScriptedHost(Peer.on(folder.resolve(name + ".sock")));
    }

    static ScriptedHost onTcp() throws IOException {
        return new ScriptedHost(Peer.onTcp());
    }

    /** A host with these sessions, as its list shows them. */
    ScriptedHost withSessions(String... sessions) {
        return answers(
                "GET /api/v1/sessions",
                200,
                "{\"sessions\":[" + String.join(",", sessions) + "],\"uptime_secs\":3725}");
    }

    /** A session in that list. */
    static String session(String name) {
        return """
            {"name":"%s","session_id":"id","epoch":1,"state":"working","agent":"claude","command":["claude","-p"],\
            "pid":4711,"cols":80,"rows":24}\
            """.formatted(name);
    }

    ScriptedHost answers(String request, int status, String body) {
        replies.put(request, new Reply(status, body));
        return this;
    }

    Endpoint endpoint() {
        return peer.endpoint();
    }

    List<Asked> asked() {
        return asked;
    }

    /** The last question, as {@code POST /api/v1/input {"text":"a"}}. */
    String lastAsked() {
        Asked last = asked.getLast();
        return (last.line() + " " + last.body()).strip();
    }

    private void serve() {
        try {
            while (true) {
                Peer.Talk talk = peer.accept();
                List<String> head = talk.head();
                String line = head.getFirst().replace(" HTTP/1.1", "");
                int length = head.stream()
                        .filter(h -> h.startsWith("Content-Length: "))
                        .mapToInt(h -> Integer.parseInt(h.substring("Content-Length: ".length())))
                        .findFirst()
                        .orElse(0);
                asked.add(new Asked(line, head, new String(talk.read(length), StandardCharsets.UTF_8)));
                Reply reply = replies.getOrDefault(
                        line, new Reply(404, "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"not scripted\"}}"));
                talk.answer(reply.status(), reply.body());
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Afterwards nothing listens any more: a listener ends only when the thread that accepts on it has let go. */
    @Override
    public void close() throws IOException {
        peer.close();
        try {
            serving.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
