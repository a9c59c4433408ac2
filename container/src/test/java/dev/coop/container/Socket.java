package dev.coop.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the JDK's. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private Socket(CoopContainer coop, String query, String token) {
        URI address = URI.create("ws://127.0.0.1:" + coop.port() + "/ws?" + query);
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<WebSocket> opened = builder.buildAsync(address, this);
        try {
            socket = opened.join();
        } catch (CompletionException failure) {
            client.close();
            throw failure;
        }
    }

    /** @param token none if it is empty */
    static Socket open(CoopContainer coop, String query, String token) {
        return new Socket(coop, query, token);
    }

    /** The status of a handshake that is refused. */
    static int refusal(CoopContainer coop, String token) {
        try (Socket _ = open(coop, "subscribe=pty", token)) {
            throw new AssertionError("the token '" + token + "' was taken");
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw failure;
        }
    }

    void say(String message) {
        var _ = socket.sendText(message, true).join();
    }

    JsonNode next() throws IOException, InterruptedException {
        String message = messages.poll(CoopContainer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return JSON.readTree(message);
    }

    /** The next message with this event. */
    JsonNode await(String event) throws IOException, InterruptedException {
        JsonNode message = next();
        while (!message.path("event").asText().equals(event)) {
            message = next();
        }
        return message;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
