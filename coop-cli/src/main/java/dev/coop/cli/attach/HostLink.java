package dev.coop.cli.attach;

import dev.coop.cli.client.RefusedException;
import dev.coop.cli.client.Target;
import dev.coop.cli.wire.HandshakeRefusedException;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.Message;
import dev.coop.cli.wire.WebSocket;
import dev.coop.cli.wire.WireException;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * One connection to a session: our requests as messages, the host's messages as events. One thread receives, any may
 * send.
 */
final class HostLink implements AutoCloseable {
    /** What requests are about; comes back with an error. */
    static final String INPUT = "input";

    static final String DUMP = "dump";
    private static final String RESIZE = "resize";

    /** The offset before the bytes of a binary message. */
    private static final int HEAD_BYTES = Long.BYTES;

    private final WebSocket socket;

    private HostLink(WebSocket socket) {
        this.socket = socket;
    }

    static HostLink open(Target target, Duration within) throws IOException {
        String session = target.session()
                .map(name -> "&session=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        try {
            return new HostLink(WebSocket.open(
                    target.endpoint(),
                    "/ws?binary=true&attach=true&subscribe=state" + session,
                    target.authorization(),
                    within));
        } catch (HandshakeRefusedException refused) {
            throw RefusedException.of(refused.response());
        }
    }

    void resize(WindowSize size) throws WireException {
        send(request(RESIZE)
                .with("cols", size.columns())
                .with("rows", size.rows())
                .with("request_id", RESIZE));
    }

    void askForDump() throws WireException {
        send(request("dump:get").with("request_id", DUMP));
    }

    void askForStatus() throws WireException {
        send(request("status:get"));
    }

    void subscribe(long offset) throws WireException {
        send(request("subscribe")
                .with("channels", Json.of(java.util.List.of(Json.of("pty"))))
                .with("offset", offset));
    }

    void type(byte[] bytes) throws WireException {
        send(request("input:send:raw")
                .with("data", Base64.getEncoder().encodeToString(bytes))
                .with("request_id", INPUT));
    }

    void ping() throws WireException {
        socket.ping();
    }

    /** How long nothing at all has come. */
    Duration silence() {
        return socket.silence();
    }

    private static Json request(String event) {
        return Json.object().with("event", event);
    }

    private void send(Json message) throws WireException {
        socket.send(message.toString());
    }

    /** Waits for the next event, at most this long. */
    HostEvent receive(Duration atMost) throws WireException {
        return switch (socket.receive(atMost)) {
            case Message.Text(String text) -> event(Json.parse(text));
            case Message.Binary binary -> output(binary.bytes());
            case Message.Closed(int code, String reason) -> new HostEvent.Closed(code, reason);
            case Message.Silence() -> new HostEvent.Nothing();
        };
    }

    private static HostEvent output(byte[] message) throws WireException {
        if (message.length < HEAD_BYTES) {
            throw new WireException("the host sent output without its offset");
        }
        return new HostEvent.Output(ByteBuffer.wrap(message).getLong(), message, HEAD_BYTES);
    }

    private static HostEvent event(Json message) throws WireException {
        return switch (message.get("event").text().orElse("")) {
            case "dump" ->
                new HostEvent.Dumped(
                        new String(data(message), StandardCharsets.UTF_8), number(message, "offset"), size(message));
            case "pty", "replay" -> new HostEvent.Output(number(message, "offset"), data(message), 0);
            case "gap" ->
                message.get("channel").text().orElse("pty").equals("pty")
                        ? new HostEvent.Gap(number(message, "to"))
                        : new HostEvent.Nothing();
            // The answer to our own request says what we asked for; what became of it, with others attached, comes by
            // itself.
            case "resized" ->
                message.get("request_id").isNull() ? new HostEvent.Resized(size(message)) : new HostEvent.Nothing();
            case "transition" -> new HostEvent.State(message.get("next").text().orElse("unknown"), -1);
            case "status" ->
                new HostEvent.State(message.get("state").text().orElse("unknown"), number(message, "uptime_secs"));
            case "exit" -> new HostEvent.Exited(optional(message, "code"), optional(message, "signal"));
            case "input:sent" -> new HostEvent.Typed();
            case "error" ->
                new HostEvent.Refused(
                        message.get("request_id").text().orElse(""),
                        message.get("code").text().orElse(""),
                        String.valueOf(RefusedException.of(message).getMessage()));
            default -> new HostEvent.Nothing();
        };
    }

    private static byte[] data(Json message) throws WireException {
        try {
            return Base64.getDecoder().decode(message.get("data").text().orElse(""));
        } catch (IllegalArgumentException broken) {
            throw new WireException("the host sent output that is no base64");
        }
    }

    private static WindowSize size(Json message) throws WireException {
        long columns = number(message, "cols");
        long rows = number(message, "rows");
        if (columns < 1 || columns > WindowSize.MAX || rows < 1 || rows > WindowSize.MAX) {
            throw new WireException("the host says that its terminal has " + columns + "x" + rows + " cells");
        }
        return new WindowSize((int) columns, (int) rows);
    }

    private static long number(Json message, String field) {
        return message.get(field).number().orElse(0);
    }

    private static OptionalInt optional(Json message, String field) {
        return message.get(field).number().isPresent()
                ? OptionalInt.of((int) message.get(field).number().getAsLong())
                : OptionalInt.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
